#!/usr/bin/env python3
"""Writes the table of top-level domains, TopLevelDomains.Data.cs.

    npm pack tlds@1.261.0 twitter-text@3.1.0
    for f in *.tgz; do mkdir -p "${f%.tgz}" && tar xzf "$f" -C "${f%.tgz}" --strip-components 1; done
    tools/tlds/generate.py tlds-1.261.0 twitter-text-3.1.0

Both lists are taken together: `tlds` holds the names that are delegated today, twitter-text (2020) those that were
delegated when older posts were written. Only the names are taken. Names in punycode are left out: the extractor
accepts every `xn--` name, as twitter-text does.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "src/Tidings.Core/Analysis/Entities/TopLevelDomains.Data.cs"
WIDTH = 112


def delegated(package: pathlib.Path) -> set[str]:
    return set(json.loads((package / "index.json").read_text("utf-8")))


def twitter_text(package: pathlib.Path) -> set[str]:
    names: set[str] = set()
    for file in ("validGTLD.js", "validCCTLD.js"):
        source = (package / "dist/esm/regexp" / file).read_text("utf-8")
        pattern = source[source.index("RegExp(") : source.index("(?=[^")]
        literals = "".join(re.findall(r"'([^']*)'", pattern))
        names |= set(re.findall(r"[^|()?:]+", literals))
    return names


def wrapped(names: list[str]) -> list[str]:
    lines, line = [], ""
    for name in names:
        if line and len(line) + 1 + len(name) > WIDTH:
            lines.append(line)
            line = ""
        line = f"{line} {name}" if line else name
    return [*lines, line] if line else lines


def literal(names: list[str]) -> str:
    return "\n".join(f"        {line}" for line in wrapped(names))


def main() -> None:
    today, before = delegated(pathlib.Path(sys.argv[1])), twitter_text(pathlib.Path(sys.argv[2]))
    names = sorted(name.lower() for name in today | before if not name.startswith("xn--"))
    ascii_names = [name for name in names if name.isascii()]
    other_names = [name for name in names if not name.isascii()]
    assert all(re.fullmatch("[a-z]{2,24}", name) for name in ascii_names), "an ASCII name of letters was expected"
    TARGET.write_text(
        f'''// Written by tools/tlds/generate.py; sources and licences: tools/tlds/NOTICE.md.
namespace Tidings.Analysis;

static partial class TopLevelDomains
{{
    /// <summary>The {len(ascii_names)} names in ASCII, lower-case.</summary>
    static ReadOnlySpan<byte> AsciiNames => """
{literal(ascii_names)}
        """u8;

    /// <summary>The {len(other_names)} names in other scripts, lower-case.</summary>
    static ReadOnlySpan<byte> OtherNames => """
{literal(other_names)}
        """u8;
}}
''',
        "utf-8",
    )
    print(f"{len(ascii_names)} + {len(other_names)} names; only in the older list: {len(before - today)}")


if __name__ == "__main__":
    main()
