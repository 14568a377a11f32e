"""Headers that every answer carries, beside the Content-Security-Policy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# The pages use none of these, and no page inside them may.
SWITCHED_OFF = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SWITCHED_OFF),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


_PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")


def with_passkeys() -> dict[str, str]:
    """The headers that differ on a page where one signs in: the page itself may use passkeys, no frame may."""
    rest = ", ".join(f"{feature}=()" for feature in SWITCHED_OFF if feature not in _PASSKEYS)
    return {"Permissions-Policy": rest + "".join(f", {feature}=(self)" for feature in _PASSKEYS)}


class SecurityHeaders:
    """Middleware: adds `HEADERS` unless the view has said otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
