"""Connections without what takes most of their time: reading all certificates for each anew."""

import os
import ssl
from pathlib import Path


def few_certificates(folder: Path) -> None:
    """Let one certificate do, since nothing on this machine needs any."""
    held = ssl.create_default_context().get_ca_certs(binary_form=True)
    if held:
        path = folder / "one.pem"
        path.write_text(ssl.DER_cert_to_PEM_cert(held[0]), encoding="ascii")
        os.environ["SSL_CERT_FILE"] = str(path)


def no_proxy() -> None:
    """Let no proxy stand between the tests and this machine."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        os.environ.pop(name, None)
