"""Where a hook may lead, and that it leads nowhere else, whatever the other side does. T-33."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone

from peelian.services.contact.hooks.addresses import SETTING, is_public, number_of, read_address
from peelian.services.contact.hooks.posting import NotSentError, post
from peelian.services.contact.hooks.problems import BadHookAddress, BadHookNetworks, HookAddressInside
from tests.services.contact.hooks.receivers import Receiver, receiving

PUBLIC = ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fec0::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::a00:1",
    "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
]
"""Of the registries' lists of special addresses (RFC 6890 and what follows it), and those that wrap another number."""


@pytest.fixture(autouse=True)
def nowhere_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)


@pytest.mark.parametrize("number", PUBLIC)
def test_a_public_number_may_be_sent_to(number: str) -> None:
    host = f"[{number}]" if ":" in number else number
    assert read_address(f"https://{host}/told").host == number


@pytest.mark.parametrize("number", INSIDE)
def test_a_number_that_is_not_public_may_not(number: str) -> None:
    found = number_of(number)
    assert found is not None
    assert not is_public(found)
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(HookAddressInside):
        read_address(f"https://{host}/told")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "niche",
        "http://example.org/",
        "http://93.184.215.14/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///told",
        "https://ada@example.org/",
        "https://ada:secret@example.org/",
        "https://example.org/#part",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org/\r\nHost: other",
        "https://ex\u00e4mple.org/",
        "https://-example.org/",
        "https://[::1/",
        "https://example.org/" + "a" * 500,
    ],
)  # fmt: skip
def test_what_is_no_address_to_send_to_is_refused(text: str) -> None:
    with pytest.raises((BadHookAddress, HookAddressInside)):
        read_address(text)


def test_plain_http_is_for_this_computer_alone_and_only_where_the_setting_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises((BadHookAddress, HookAddressInside)):
        read_address("http://localhost:8100/told")
    monkeypatch.setenv(SETTING, "127.0.0.0/8, 10.20.0.0/16")
    assert read_address("http://localhost:8100/told").port == 8100
    assert read_address("https://10.20.3.4/").named == "10.20.3.4"
    for text in ("http://10.20.3.4/", "https://10.21.0.1/", "https://169.254.169.254/"):
        with pytest.raises(HookAddressInside):
            read_address(text)
    monkeypatch.setenv(SETTING, "10.20.0.0/99")
    with pytest.raises(BadHookNetworks):
        read_address("https://10.20.3.4/")


# --- names ------------------------------------------------------------------------------------------------
class Names:
    """Stands for the name service: `receiver.example` is what `numbers` says, one answer after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()
        self.real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self.ask)

    def ask(self, host: Any, port: Any, *args: Any, **more: Any) -> Any:
        self.asked.append(str(host))
        if host != "receiver.example":
            return self.real(host, port, *args, **more)
        numbers = self.answers.pop(0)
        return [row for one in numbers for row in self.real(one, port, *args, **more)]


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1"])
def test_a_name_that_leads_inside_is_not_followed_though_another_of_its_numbers_is_public(
    monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    names = Names(monkeypatch, ["93.184.215.14", inside])
    with pytest.raises(HookAddressInside):
        post("https://receiver.example/told", b"{}", {})
    assert names.asked == ["receiver.example"], "nothing was connected to"


def test_the_line_goes_to_the_number_that_was_looked_at(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A name that means something else a moment later leads nowhere else."""
    certificate = certified(tmp_path, "receiver.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with receiving(certificate) as secure:
        names = Names(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
        monkeypatch.setenv(SETTING, "127.0.0.0/8")
        assert (
            post(f"https://receiver.example:{secure.port}/told?for=us", b"{}", {"webhook-id": "msg_1"}) == 204
        )
        assert names.asked.count("receiver.example") == 1
        (got,) = secure.got
        assert (got.path, got.headers["host"]) == ("/told?for=us", f"receiver.example:{secure.port}")


def certified(folder: Path, name: str) -> Path:
    """A certificate for a name, with its key, which is its own authority."""
    key, now = ec.generate_private_key(ec.SECP256R1()), timezone.now()
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a test")])
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{name}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.usefixtures("here")
def test_only_a_certificate_for_the_name_of_the_address_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    right, wrong = certified(tmp_path, "localhost"), certified(tmp_path, "elsewhere.example")
    monkeypatch.setenv(SETTING, "127.0.0.0/8,::1/128")
    for shown, trusted, answer in ((right, right, 204), (wrong, wrong, 0), (right, wrong, 0)):
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        with receiving(shown) as secure:
            assert code_of(f"https://localhost:{secure.port}/") == (answer or "hook-certificate")
            assert bool(secure.got) == bool(answer)


# --- answers ----------------------------------------------------------------------------------------------
def code_of(address: str, seconds: float = 5.0) -> int | str:
    """The status, or why there was none."""
    try:
        return post(address, b"{}", {}, seconds=seconds)
    except NotSentError as problem:
        return problem.code


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv(SETTING, "127.0.0.0/8")
    with receiving() as told:
        yield told


def test_no_redirect_is_followed(receiver: Receiver) -> None:
    receiver.answers = [301, 302, 307, 308]
    assert [code_of(receiver.address) for _ in range(4)] == [301, 302, 307, 308]
    assert [one.path for one in receiver.got] == ["/told"] * 4


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000_000, 200),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\n\r\n", 201),
        (b"HTTP/1.1 204\r\n\r\n", 204),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "hook-not-http"),
        (b"x" * 100_000, "hook-not-http"),
        (b"HTTP/1.1 103 Early Hints\r\n" + b"Link: </a>\r\n" * 10_000, "hook-not-http"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "hook-not-http"),
        (b"HTTP/1.1 200", "hook-no-answer"),
        (b"", "hook-no-answer"),
    ],
)
def test_of_an_answer_only_the_status_is_read(receiver: Receiver, answer: bytes, told: int | str) -> None:
    receiver.answers = [answer]
    began = time.monotonic()
    assert code_of(receiver.address) == told
    assert time.monotonic() - began < 5


def test_however_slowly_the_other_side_speaks_it_has_an_end(receiver: Receiver) -> None:
    receiver.answers, receiver.pause = [b"HTTP/1.1 200 OK, and more and more\r\n\r\n"], 0.2
    assert code_of(receiver.address, seconds=0.6) == "hook-too-slow"


def test_nobody_there_and_no_such_name_are_told_apart(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert code_of(f"http://127.0.0.1:{free.getsockname()[1]}/") == "hook-no-answer"

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert code_of("https://receiver.example/") == "hook-no-such-host"
