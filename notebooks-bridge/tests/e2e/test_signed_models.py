"""Versions that must be signed, with the OpenSSF's own signer: what is promoted, and what is refused."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e import mlflow_client
from tests.e2e.servers import Json, TestServer

API = "/api/2.0/mlflow/"
FILES = "/api/2.0/mlflow-artifacts/artifacts/signed/"
CONTENT = {"MLmodel": b"flavors: {}\n", "data/weights.bin": bytes(range(256)), ".gitignore": b"*\n"}

# A private key of the curve, and the public one beside it.
NEW_KEY = """
import pathlib, sys
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import ec
key = ec.generate_private_key({"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}[sys.argv[1]])
private = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
public = key.public_key().public_bytes(s.Encoding.PEM, s.PublicFormat.SubjectPublicKeyInfo)
pathlib.Path(sys.argv[2]).write_bytes(private)
pathlib.Path(sys.argv[2] + ".pub").write_bytes(public)
"""
SET_POLICY = """
mutation($input: SetPromotionPolicyInput!) { setPromotionPolicy(input: $input) {
  policy { trustedKeys { name } } userErrors { message } } }
"""
ATTACH = """
mutation($input: AttachModelSignatureInput!) { attachModelSignature(input: $input) {
  userErrors { message } } }
"""
PROMOTE = """
mutation($input: PromoteModelVersionInput!) { promoteModelVersion(input: $input) {
  promotion { outcome evidence { check subject message } } userErrors { message } } }
"""


@dataclass
class Signer:
    """Somebody with a key."""

    folder: Path
    curve: str

    def __post_init__(self) -> None:
        """Makes the key."""
        self.run("-c", NEW_KEY, self.curve, str(self.key))

    @property
    def key(self) -> Path:
        """Where the private key is."""
        return self.folder / f"{self.curve}.pem"

    @property
    def public(self) -> str:
        """The public key."""
        return Path(f"{self.key}.pub").read_text()

    def sign(self, model: Path) -> str:
        """What model_signing writes of the files of a folder."""
        signature = self.folder / "written.sig"
        self.run(
            *("-m", "model_signing", "sign", "key", "--private_key", str(self.key)),
            *("--signature", str(signature), str(model)),
        )
        return signature.read_text()

    def run(self, *command: str) -> None:
        """Runs a program of the signer's environment."""
        python = mlflow_client.python("model-signing")
        done = subprocess.run(
            [str(python), *command], capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@dataclass
class Signed:
    """A version of a model of its own, on the server and in a folder."""

    server: TestServer
    name: str
    folder: Path

    def store(self, path: str, content: bytes) -> None:
        """Stores a file of the version, as MLflow's client would."""
        answer = self.server.http.put(f"{FILES}{self.name}/{path}", content=content)
        assert answer.status_code == 200, answer.text

    def register(self, key: str) -> None:
        """Makes the version, whose champion must be signed by the key."""
        for path, content in CONTENT.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            self.store(path, content)
        self.server.http.post(API + "registered-models/create", json={"name": self.name})
        source = f"mlflow-artifacts:/signed/{self.name}"
        version = {"name": self.name, "source": source}
        assert self.server.http.post(API + "model-versions/create", json=version).status_code == 200
        policy = {
            "model": self.name,
            "alias": "champion",
            "trustedKeys": [{"name": "release", "pem": key}],
        }
        assert not self.server.gql(SET_POLICY, input=policy)["setPromotionPolicy"]["userErrors"]

    def attach(self, bundle: str) -> None:
        """Attaches a signature."""
        signature = {"model": self.name, "version": "1", "bundle": bundle}
        assert not self.server.gql(ATTACH, input=signature)["attachModelSignature"]["userErrors"]

    def promote(self) -> tuple[str, str]:
        """The outcome, and what was said of the signature."""
        wanted = {"model": self.name, "version": "1", "alias": "champion"}
        promotion: Json = self.server.gql(PROMOTE, input=wanted)["promoteModelVersion"]["promotion"]
        [evidence] = promotion["evidence"]
        assert evidence["check"] == "SIGNED"
        return promotion["outcome"], evidence["message"]


@pytest.mark.parametrize("curve", ["p256", "p384"])
def test_what_the_signer_writes_is_proven_and_attacks_are_not(
    curve: str, server: TestServer, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    keys.mkdir()
    signer = Signer(keys, curve)
    version = Signed(server, f"signed-{curve}", tmp_path / "model")
    version.register(signer.public)
    outcome, why = version.promote()
    assert outcome == "REFUSED"
    assert "is not signed" in why

    bundle = signer.sign(version.folder)
    version.attach(bundle)
    outcome, why = version.promote()
    assert outcome == "PROMOTED", why
    assert why.startswith("signed by release, statement sha256:")

    version.store("data/weights.bin", b"other weights")
    assert version.promote() == (
        "REFUSED",
        'the file "data/weights.bin" is not the one that was signed (signed by release)',
    )
    version.store("data/weights.bin", CONTENT["data/weights.bin"])
    assert version.promote()[0] == "PROMOTED"
    version.store("backdoor.py", b"import os")
    assert 'the file "backdoor.py" is not signed' in version.promote()[1]


def test_a_signature_among_the_files_counts_and_that_of_a_stranger_does_not(
    server: TestServer, tmp_path: Path
) -> None:
    for folder in ("keys", "strangers"):
        (tmp_path / folder).mkdir()
    signer, stranger = Signer(tmp_path / "keys", "p256"), Signer(tmp_path / "strangers", "p256")
    version = Signed(server, "signed-inside", tmp_path / "model")
    version.register(signer.public)
    version.store("model.sig", stranger.sign(version.folder).encode())
    assert version.promote() == (
        "REFUSED",
        "the signature was made with none of the trusted keys: release",
    )
    version.store("model.sig", signer.sign(version.folder).encode())
    outcome, why = version.promote()
    assert outcome == "PROMOTED", why
