"""docs/reference/exchange.md, from the contract itself."""

from __future__ import annotations

from peelian.services.contact.exchange.layout import LARGEST, MOST, Field, layout

NOTE = "<!-- Written by `make reference` from the code. Change the code, not this page. -->\n"
_HEAD = f"""\
What a force's record system and Peelian tell each other, version 1. How to connect one:
[Connect a record system](../how-to/connect-a-record-system.md). What is not named here is refused when it comes in and
never goes out: no message that goes out holds a name, an address or a word that a person wrote.

| address | what it does |
| --- | --- |
| `GET /api/exchange/v1/messages?after=0&limit=100&format=json` | the feed: `messages`, `after` (ask for it next), `more` |
| `GET /api/exchange/v1/cases/REFERENCE/messages` | the same of one case |
| `POST /api/exchange/v1/messages` | one message, or a list of at most {MOST}; at most {LARGEST:,} bytes |
| `GET /api/exchange/v1/refused?after=0&limit=100` | what this key sent and was refused in the last 90 days: ids and codes |
| `GET /api/exchange/v1/schema/in.json`, `…/out.json` | the JSON Schema of one message; needs no key |
| `GET /api/exchange/v1/openapi.json` | these addresses in OpenAPI; needs no key |

Each other address needs `Authorization: Bearer peelian_…`. With `format=csv` the next `after` and `more` are in the headers
`X-After` and `X-More`.

| status | what became of a message |
| --- | --- |
| 201 | `accepted`: taken in as one act on the case, with one entry in its ledger |
| 200 | `replayed`: it was accepted before and changed nothing now; of a list, the status of the whole answer |
| 400 | no message: nothing was kept |
| 401 | the key opens nothing |
| 403 | the key was not given what the message needs |
| 404 | no case that the key may see: the same answer whether it exists or not |
| 409 | `conflict`: `held` is what stands here, `given` is what was sent |
| 422 | `refused`: `errors` says why, `faults` names each place; it is kept and can be sent again with the same id |
"""


def page() -> str:
    """The whole page."""
    held = layout()
    parts = [
        "# The exchange contract\n",
        NOTE,
        _HEAD,
        "## The envelope\n",
        _table(held.envelope, envelope=True),
    ]
    for kind in held.kinds.values():
        parts += [f"## `{kind.id}`\n", f"{kind.title}. {kind.title.cy}.\n", _table(kind.fields)]
    columns = ", ".join(f"`{name}`" for name in held.columns)
    parts += [
        "## CSV\n",
        "One message a line, in UTF-8, a comma between cells, a line of headings; an empty cell is no field. A cell that "
        "would begin with `=`, `+`, `-` or `@` begins with an apostrophe.\n",
        f"Columns: {columns}.\n",
    ]
    return "\n".join(parts)


def _table(fields: tuple[Field, ...], *, envelope: bool = False) -> str:
    rows = ["| field | what it is | written as | in | out |", "| --- | --- | --- | --- | --- |"]
    for one in fields:
        comes = "no" if one.way == "out" else "needed" if one.required else "may"
        goes = "always" if envelope else "no" if one.way == "in" else "yes"
        personal = " **Sealed on arrival.**" if one.personal else ""
        rows.append(
            f"| `{one.name}` | {one.told}<br>{one.told.cy}{personal} | {one.wanted} | {comes} | {goes} |"
        )
    return "\n".join([*rows, ""])
