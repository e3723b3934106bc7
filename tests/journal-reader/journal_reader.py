#!/usr/bin/env python3
"""Reads the journals below a buffer's root, by docs/journal-format.md alone.

    python3 journal_reader.py <root> <key file>

Prints one JSON line for each journal (its bookmark) and one for each activity: sequence, id, status, where it is, and the
length and SHA-256 of its bytes, and the names of its members. It never prints what an activity says. It writes nothing and takes no lock: use it on a copy,
or while no process runs. It needs Python 3 and OpenSSL's library, or the package "cryptography".
"""

import hashlib
import hmac
import json
import os
import struct
import sys
import uuid

from aes import open_gcm, unwrap_key

MOST_OF_A_SEGMENT = 8 * 1024 * 1024
SEGMENT_HEADER = 168
FRAME_HEADER = 44
MOST_SEALED = 262_144
MOST_ACTIVITIES = 1024
MOST_SEQUENCE = 2**53 - 1
STREAMS = {"log": 1, "parked": 2, "dead-letters": 3, "given-up": 4}
REASONS = ["expired", "erased", "suppressed", "damaged", "dead-letters-full", "deleted", "moved"]


def crc32c(data):
    crc = 0xFFFFFFFF
    for value in data:
        crc = CRC_TABLE[(crc ^ value) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def crc_entry(value):
    for _ in range(8):
        value = (value >> 1) ^ 0x82F63B78 if value & 1 else value >> 1
    return value


CRC_TABLE = [crc_entry(value) for value in range(256)]


def is_closed(data):
    return struct.unpack_from("<I", data, len(data) - 4)[0] == crc32c(data[:-4])


def hkdf(key, salt, info, length):
    pseudo_random_key = hmac.new(salt or bytes(32), key, hashlib.sha256).digest()
    derived, block = b"", b""
    for counter in range(1, -(-length // 32) + 1):
        block = hmac.new(pseudo_random_key, block + info + bytes([counter]), hashlib.sha256).digest()
        derived += block
    return derived[:length]


def read(path, most):
    with open(path, "rb") as file:
        return file.read(most)


class Bookmark:
    """The valid slot with the higher generation, or None for each number when there is none."""

    def __init__(self, path):
        data = read(path, 8192) if os.path.exists(path) else b""
        slots = [data[offset : offset + 4096] for offset in (0, 4096)]
        valid = [slot for slot in slots if len(slot) == 4096 and slot[:8] == b"BSTMARK\n" and is_closed(slot)]
        self.slot = max(valid, key=lambda slot: struct.unpack_from("<Q", slot, 16)[0], default=None)
        self.through, self.ranges, self.dropped, self.marks = 0, [], [0] * 8, {}
        if self.slot is None:
            return
        version, count = struct.unpack_from("<HH", self.slot, 8)
        if version != 1:
            raise ValueError(f"The bookmark has version {version}; this reader knows version 1.")
        self.generation, = struct.unpack_from("<Q", self.slot, 16)
        self.through, self.acknowledged = struct.unpack_from("<QQ", self.slot, 40)
        self.dropped = list(struct.unpack_from("<8Q", self.slot, 56))
        for place, name in enumerate(("parked", "dead-letters", "given-up")):
            self.marks[name] = struct.unpack_from("<IIII", self.slot, 120 + 16 * place)
        instance, host = struct.unpack_from("<HH", self.slot, 168)
        self.instance = self.slot[172 : 172 + instance].decode("ascii")
        self.host = self.slot[236 : 236 + host].decode("ascii")
        for index in range(count):
            offset, length = struct.unpack_from("<II", self.slot, 512 + 8 * index)
            self.ranges.append((self.through + offset, self.through + offset + length - 1))

    def is_settled(self, sequence):
        return sequence <= self.through or any(first <= sequence <= last for first, last in self.ranges)

    def settled(self):
        return self.through + sum(last - first + 1 for first, last in self.ranges)


class Segment:
    """One file of a stream: its header, and its frames as far as they have a header that fits."""

    def __init__(self, path, stream, journal_id, keys, most=MOST_OF_A_SEGMENT):
        self.data = read(path, min(most, MOST_OF_A_SEGMENT))
        self.key = None
        head = self.data[:SEGMENT_HEADER]
        self.is_good = len(head) == SEGMENT_HEADER and head[:8] == b"BSTSEG\r\n" and is_closed(head)
        if not self.is_good:
            return
        version, kind, _, self.number = struct.unpack_from("<HBBI", head, 8)
        if version != 1:
            raise ValueError(f"A segment has version {version}; this reader knows version 1.")
        name = int(os.path.basename(path)[:10])
        self.is_good = kind == STREAMS[stream] and self.number == name and head[16:32] == journal_id
        self.id, epoch, salt, commitment = head[32:48], head[48:64], head[64:96], head[96:128]
        self.first, = struct.unpack_from("<Q", head, 128)
        self.bound = b"\x01" + journal_id + self.id + struct.pack("<I", self.number)
        data_key = keys.get(epoch)
        if data_key is not None:
            derived = hkdf(data_key, salt, b"blueshift-segment-v1" + journal_id + self.id, 64)
            self.key = derived[:32] if derived[32:] == commitment else None

    def frames(self):
        """Yields header and opened bytes of each good frame in order; damage is searched over, to the end of the file."""
        offset, index, sequence = SEGMENT_HEADER, 0, self.first
        while offset + FRAME_HEADER <= len(self.data):
            frame = Frame(self, offset)
            # Behind damage a good frame may go on with a higher index and sequence.
            plain = frame.open(self) if frame.is_whole and frame.index >= index and frame.first >= sequence else None
            if plain is None:
                found = self.data.find(b"BSTF", offset + 1)
                offset = found if found >= 0 else len(self.data)
                continue
            yield frame, plain
            offset, index, sequence = frame.end, frame.index + 1, frame.first + frame.count


class Frame:
    """The header of one frame. No length is believed before the checksum over it fits."""

    def __init__(self, segment, offset):
        self.head = segment.data[offset : offset + FRAME_HEADER]
        self.is_whole = self.head[:4] == b"BSTF" and is_closed(self.head)
        if not self.is_whole:
            return
        version, kind, _, self.index, self.flushed = struct.unpack_from("<BBHII", self.head, 4)
        self.first, self.count, length, self.time = struct.unpack_from("<QIIQ", self.head, 16)
        self.is_end = kind == 2
        self.start = offset + FRAME_HEADER
        self.end = self.start + 12 + length + 16
        self.is_whole = (
            version == 1
            and kind in (1, 2)
            and 0 < self.first <= MOST_SEQUENCE
            and self.count <= MOST_ACTIVITIES
            and (self.count == 0) == self.is_end
            and length <= MOST_SEALED
            and self.end <= len(segment.data)
        )

    def open(self, segment):
        nonce = segment.data[self.start : self.start + 12]
        sealed = segment.data[self.start + 12 : self.end - 16]
        return open_gcm(segment.key, nonce, sealed, segment.data[self.end - 16 : self.end], segment.bound + self.head)


def records(plain):
    """Yields each record of a log's frame; None for a hole."""
    offset = 0
    while offset < len(plain):
        record, length = read_record(plain, offset)
        yield record
        offset += length


def read_record(plain, offset):
    flags = plain[offset]
    if flags & 2:
        return None, 1
    key, length = struct.unpack_from("<HH", plain, offset + 33)
    start = offset + 37 + key
    data = plain[start : start + length]
    record = {
        "id": str(uuid.UUID(bytes=plain[offset + 1 : offset + 17])),
        "status": "removal" if flags & 1 else "addition",
        "length": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "members": sorted(leaves(json.loads(b"{" + data))),
    }
    return record, 37 + key + length


def leaves(value, path=""):
    """Yields the path of each member that is no object."""
    if not isinstance(value, dict):
        yield path
        return
    for name, member in value.items():
        yield from leaves(member, path + "/" + name)


def side_entries(folder, stream, bookmark, journal_id, keys):
    """Gets the live entries of a side journal by sequence; what stands behind the acknowledged length is void."""
    live = {}
    first, last, length, _ = bookmark.marks.get(stream, (0, 2**32 - 1, MOST_OF_A_SEGMENT, 0))
    for number, path in numbered(os.path.join(folder, stream)):
        if not first <= number <= last:
            continue
        segment = Segment(path, stream, journal_id, keys, length if number == last else MOST_OF_A_SEGMENT)
        for frame, plain in segment.frames() if segment.is_good and segment.key else ():
            apply(live, stream, plain)
    return live


def apply(live, stream, plain):
    offset = 0
    while offset < len(plain):
        operation, sequence = struct.unpack_from("<BQ", plain, offset)
        if stream == "given-up":
            last, = struct.unpack_from("<Q", plain, offset + 9)
            entry = {"from": sequence, "to": last}
            length = 17
            if operation == 1:
                entry["reason"] = REASONS[plain[offset + 17] - 1]
                length = 18
        elif operation == 1:
            recorded, not_before, reason = struct.unpack_from("<QQB", plain, offset + 9)
            record, size = read_record(plain, offset + 26 + reason)
            text = plain[offset + 26 : offset + 26 + reason].decode("ascii")
            entry = {**record, "recorded": recorded, "notBefore": not_before, "reason": text}
            length = 26 + reason + size
        else:
            entry, length = None, 9
        if operation == 1:
            live[sequence] = entry
        else:
            live.pop(sequence, None)
        offset += length


def numbered(folder):
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [(int(name[:10]), os.path.join(folder, name)) for name in names if len(name) == 14 and name.endswith(".seg")]


def data_keys(folder, kek):
    """Unwraps the keys of all epochs that this key-encryption key wrapped."""
    keys = {}
    check = hkdf(kek, b"", b"blueshift-kek-check", 8)
    epochs = os.path.join(folder, "epochs")
    for name in sorted(os.listdir(epochs)) if os.path.isdir(epochs) else []:
        data = read(os.path.join(epochs, name), 64 * 1024)
        if len(data) < 44 or data[:8] != b"BSTEPOCH" or not is_closed(data):
            continue
        _, id_length, key_length = struct.unpack_from("<HHI", data, 8)
        wrapped = data[40 + id_length : 40 + id_length + key_length]
        if wrapped[:1] == b"\x01" and wrapped[1:9] == check:
            keys[data[24:40]] = unwrap_key(kek, wrapped[9:])
    return keys


def log_records(folder, journal_id, keys):
    """Gets the records of the log by sequence. A later segment that begins lower says that what stood there was torn."""
    found = {}
    for _, path in numbered(os.path.join(folder, "log")):
        segment = Segment(path, "log", journal_id, keys)
        if not segment.is_good or segment.key is None:
            continue
        found = {sequence: record for sequence, record in found.items() if sequence < segment.first}
        for frame, plain in segment.frames():
            for place, record in enumerate(records(plain)):
                found[frame.first + place] = record
    return found


def report(folder, kek):
    journal_id = uuid.UUID(hex=os.path.basename(folder)).bytes
    keys = data_keys(folder, kek)
    bookmark = Bookmark(os.path.join(folder, "bookmark"))
    found = log_records(folder, journal_id, keys)
    sides = {stream: side_entries(folder, stream, bookmark, journal_id, keys) for stream in list(STREAMS)[1:]}
    parked, dead = sides["parked"], sides["dead-letters"]
    last = max([bookmark.through, *found], default=0)
    settled, dropped = bookmark.settled(), sum(bookmark.dropped)
    yield {
        "journal": str(uuid.UUID(bytes=journal_id)),
        "recorded": last,
        "settledThrough": bookmark.through,
        "delivered": settled - len(parked) - len(dead) - dropped,
        "waiting": last - settled + len(parked),
        "parked": len(parked),
        "deadLetters": len(dead),
        "dropped": dropped,
        "givenUp": list(sides["given-up"].values()),
    }
    for sequence in sorted(found.keys() | parked.keys() | dead.keys()):
        place = "parked" if sequence in parked else "dead-letters" if sequence in dead else "log"
        record = parked.get(sequence) or dead.get(sequence) or found.get(sequence)
        waits = place == "parked" or (place == "log" and not bookmark.is_settled(sequence))
        if record is not None:
            yield {"sequence": sequence, "place": place, "waits": waits, **record}


def main(root, key_file):
    kek = read(key_file, 33)
    if len(kek) != 32:
        raise ValueError(f"A key-encryption key has 32 bytes, not {len(kek)}.")
    for instance in sorted(os.listdir(root)):
        if instance == "keys" or not os.path.isdir(os.path.join(root, instance)):
            continue
        for journal in sorted(os.listdir(os.path.join(root, instance))):
            for line in report(os.path.join(root, instance, journal), kek):
                print(json.dumps(line))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: journal_reader.py <root> <key file>")
    main(sys.argv[1], sys.argv[2])
