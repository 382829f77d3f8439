#!/usr/bin/env python3
"""Writes the two data files of the VADER scorer: lexicon.tsv and emoji.tsv.

    generate.py                     fetch the npm packages named below and write the files
    generate.py --check FOLDER      write nothing; compare with vaderSentiment's own vader_lexicon.txt
                                    and emoji_utf8_lexicon.txt in FOLDER, exit 1 on any difference

Needs Python 3.9 or newer, and npm on the path. What is left out of the files could never match a word:
see `reachable` and `single_code_point`.
"""

import argparse
import hashlib
import json
import pathlib
import string
import subprocess
import sys
import tarfile
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/Tidings.Core/Analysis/Sentiment/Vader/Data"

# Package, version and the SHA-256 of the archive that `npm pack` fetches.
LEXICON_PACKAGE = ("vader-sentiment", "1.1.3", "de3c50aee6ffe2bc7929f50a69b0a3905d7b63f6fb103c2397517aff799851d2")
EMOJI_PACKAGE = ("emojibase-data", "17.0.0", "d01d0e2ca4e22cb402679532155342c71e2e871f25c32223c013b8b166ebdf5a")

# vaderSentiment 3.3.2 against the lexicon of the npm package, which is older.
LEXICON_CORRECTIONS = {
    "badass": "1.4",
    "flawed": "-2.1",
    "heart": "3.2",
    "hearts": "3.3",
}

# vaderSentiment's table stops at Emoji 11 (2018).
NEWEST_EMOJI_VERSION = 11

# Names that Unicode CLDR has changed since vaderSentiment took them. The scores depend on the old ones.
EMOJI_CORRECTIONS = {
    0x2611: "ballot box with check",
    0x2705: "white heavy check mark",
    0x2714: "heavy check mark",
    0x2716: "heavy multiplication x",
    0x2753: "question mark",
    0x2757: "exclamation mark",
    0x2763: "heavy heart exclamation",
    0x2795: "heavy plus sign",
    0x2796: "heavy minus sign",
    0x2797: "heavy division sign",
    0x2B55: "heavy large circle",
    0x1F392: "school backpack",
    0x1F3AF: "direct hit",
    0x1F438: "frog face",
    0x1F439: "hamster face",
    0x1F43A: "wolf face",
    0x1F43B: "bear face",
    0x1F43C: "panda face",
    0x1F46B: "man and woman holding hands",
    0x1F46C: "two men holding hands",
    0x1F46D: "two women holding hands",
    0x1F470: "bride with veil",
    0x1F471: "blond-haired person",
    0x1F472: "man with Chinese cap",
    0x1F4A4: "zzz",
    0x1F4BB: "laptop computer",
    0x1F52B: "pistol",
    0x1F574: "man in suit levitating",
    0x1F621: "pouting face",
    0x1F635: "dizzy face",
    0x1F638: "grinning cat face with smiling eyes",
    0x1F639: "cat face with tears of joy",
    0x1F63A: "grinning cat face",
    0x1F63B: "smiling cat face with heart-eyes",
    0x1F63C: "cat face with wry smile",
    0x1F63D: "kissing cat face",
    0x1F63E: "pouting cat face",
    0x1F63F: "crying cat face",
    0x1F640: "weary cat face",
    0x1F916: "robot face",
    0x1F917: "hugging face",
    0x1F935: "man in tuxedo",
    0x1F970: "smiling face with 3 hearts",
    0x1F97F: "woman’s flat shoe",
    0x1F981: "lion face",
    0x1F984: "unicorn face",
    0x1F98A: "fox face",
    0x1F9B0: "red-haired",
    0x1F9B1: "curly-haired",
    0x1F9B3: "white-haired",
    0x1F9D1: "adult",
    0x1F9D3: "older adult",
    0x1F9D4: "bearded person",
    0x1F9E9: "jigsaw",
    0x1F9F1: "bricks",
}


def fetch(package, folder):
    """Downloads one npm package and returns a reader of its files."""
    name, version, expected = package
    subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = pathlib.Path(folder, f"{name}-{version}.tgz")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != expected:
        sys.exit(f"{archive.name}: SHA-256 is {found}, expected {expected}")
    files = tarfile.open(archive)
    return lambda path: files.extractfile("package/" + path).read().decode("utf-8")


def reachable(token):
    """Whether a word of a text can ever equal this key: words are lower-cased, split at whitespace and,
    unless at most two characters are left, stripped of ASCII punctuation at both ends."""
    stripped = token.strip(string.punctuation)
    kept = token if len(stripped) <= 2 else stripped
    return token == token.lower() and token == kept and token.split() == [token]


def read_lexicon(text):
    """Token to mean valence, as written; of a token that is listed twice the last one counts."""
    lines = (line.strip().split("\t") for line in text.split("\n") if line)
    return {fields[0]: fields[1] for fields in lines}


def build_lexicon(text):
    merged = read_lexicon(text) | LEXICON_CORRECTIONS
    return {token: float(mean) for token, mean in merged.items() if reachable(token)}


def single_code_point(hexcode):
    """The code point of a sequence that is one code point, with or without an emoji variation selector."""
    parts = hexcode.split("-")
    if len(parts) == 1 or parts[1:] == ["FE0F"]:
        return int(parts[0], 16)
    return None


def build_emoji(text):
    names = {}
    for entry in json.loads(text):
        code_point = single_code_point(entry["hexcode"])
        if code_point is None or entry["version"] > NEWEST_EMOJI_VERSION:
            continue
        if "order" not in entry and 0x1F1E6 <= code_point <= 0x1F1FF:
            continue  # regional indicators, halves of a flag
        names[code_point] = entry["label"]
    return names | EMOJI_CORRECTIONS


def check(folder, lexicon, emoji):
    """Returns how many entries differ from the reference implementation's own files."""
    reference = read_lexicon(pathlib.Path(folder, "vader_lexicon.txt").read_text("utf-8"))
    words = {token: float(mean) for token, mean in reference.items() if reachable(token)}
    lines = pathlib.Path(folder, "emoji_utf8_lexicon.txt").read_text("utf-8").rstrip("\n").split("\n")
    pairs = (line.strip().split("\t")[:2] for line in lines)
    pictures = {ord(picture): name for picture, name in pairs if len(picture) == 1}
    differences = 0
    for ours, theirs in ((lexicon, words), (emoji, pictures)):
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                print(f"{key if isinstance(key, str) else hex(key)}: {ours.get(key)!r}, reference {theirs.get(key)!r}")
                differences += 1
    return differences


def write(path, lines):
    path.write_text("".join(line + "\n" for line in lines), "utf-8", newline="\n")
    print(f"{path.relative_to(ROOT)}: {len(lines)} lines")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", metavar="FOLDER")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lexicon = build_lexicon(fetch(LEXICON_PACKAGE, folder)("vader_lexicon.txt"))
        emoji = build_emoji(fetch(EMOJI_PACKAGE, folder)("en/data.json"))
    if arguments.check:
        differences = check(arguments.check, lexicon, emoji)
        print(f"{len(lexicon)} words, {len(emoji)} emoji, {differences} differences")
        sys.exit(1 if differences else 0)
    TARGET.mkdir(parents=True, exist_ok=True)
    write(TARGET / "lexicon.tsv", [f"{token}\t{lexicon[token]:.1f}" for token in sorted(lexicon)])
    write(TARGET / "emoji.tsv", [f"{code_point:X}\t{emoji[code_point]}" for code_point in sorted(emoji)])


if __name__ == "__main__":
    main()
