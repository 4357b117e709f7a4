"""Holds Kubernetes objects against the official schemas of a version: `schemas.py <version> <file>`.

The file is a JSON object of name to object. Writes a JSON object of name to what is wrong: nothing for what fits, and
`no schema` for a kind that Kubernetes itself does not define.
"""

import json
import pathlib
import sys

import kubernetes_validate


def problem(manifest, version):
    try:
        # Strict: a property that the schema does not know is wrong, as it is for the API server.
        used = kubernetes_validate.validate(manifest, version, strict=True)
    except kubernetes_validate.SchemaNotFoundError:
        return "no schema"
    except kubernetes_validate.ValidationError as error:
        place = ".".join(str(step) for step in error.absolute_path)
        return f"{place or 'the object'}: {error.message}"
    return None if used == version else f"judged by the schemas of {used}, which are not those of {version}"


def main(version, file):
    manifests = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    judged = {name: problem(manifest, version) for name, manifest in manifests.items()}
    json.dump({name: wrong for name, wrong in judged.items() if wrong is not None}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
