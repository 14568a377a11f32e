"""The words of `peelian data add`, in English and in Welsh that nobody has reviewed yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Templates of the lines that tell what became of the files."""

    one_file: str
    many_files: str
    loaded: str
    one_held: str
    held: str
    unchanged: str
    would_load: str
    note: str
    more_notes: str
    nothing: str
    no_file: str
    some: str

    def files(self, count: int) -> str:
        """A number of files in words."""
        return (self.one_file if count == 1 else self.many_files).format(count=count)


ENGLISH = Words(
    one_file="{count:,} file",
    many_files="{count:,} files",
    loaded="{kind}: {files} loaded, {read:,} rows read, {kept:,} kept, {held:,} quarantined",
    one_held="`peelian data quarantine` lists the row that was not kept, with the reason.",
    held="`peelian data quarantine` lists the {held:,} rows that were not kept, with the reasons.",
    unchanged="{files} already loaded: no change",
    would_load="would load {name}: {what}",
    note="note, {name}: {what}",
    more_notes="… and notes on {files} besides; `peelian data show ID` has them.",
    nothing="Nothing was loaded.",
    no_file="Nothing was loaded: there is no file there.",
    some="{files} of {all:,} not loaded; the rest is.",
)
# A number takes the singular in Welsh.
WELSH = Words(
    one_file="{count:,} ffeil",
    many_files="{count:,} ffeil",
    loaded="{kind}: llwythwyd {files}; rhesi a ddarllenwyd: {read:,}, a gadwyd: {kept:,}, mewn cwarantin: {held:,}",
    one_held="Mae `peelian data quarantine` yn dangos y rhes na chadwyd, gyda’r rheswm.",
    held="Mae `peelian data quarantine` yn dangos y rhesi na chadwyd ({held:,}), gyda’r rhesymau.",
    unchanged="{files} wedi’i llwytho eisoes: dim newid",
    would_load="byddai’n llwytho {name}: {what}",
    note="nodyn, {name}: {what}",
    more_notes="… a nodiadau ar {files} arall; mae `peelian data show ID` yn eu dangos.",
    nothing="Ni lwythwyd dim.",
    no_file="Ni lwythwyd dim: nid oes ffeil yno.",
    some="Ni lwythwyd {files} o {all:,}; llwythwyd y lleill.",
)
