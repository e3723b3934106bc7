"""Prints the branch coverage of three namespaces and ends with 1 when one is below the goal: branch-coverage.py GOAL REPORT"""

import re
import sys
import xml.etree.ElementTree

goal, report = float(sys.argv[1]), sys.argv[2]
branches = {"Buffering": {}, "Dispatch": {}, "Transport": {}}
for type_ in xml.etree.ElementTree.parse(report).iter("class"):
    namespace = re.match(r"Blueshift\.Tracking\.(\w+)\.", type_.get("name"))
    if namespace is None or namespace[1] not in branches:
        continue
    for line in type_.iter("line"):
        counts = re.search(r"\((\d+)/(\d+)\)", line.get("condition-coverage", ""))
        if counts:
            # A line of a lambda or an iterator stands in the report more than once.
            place = type_.get("filename"), line.get("number")
            seen = branches[namespace[1]].get(place, (0, 0))
            branches[namespace[1]][place] = max(seen, (int(counts[1]), int(counts[2])))

below = False
for namespace, places in branches.items():
    taken, all_ = (sum(column) for column in zip((0, 0), *places.values()))
    percent = 100 * taken / max(all_, 1)
    below |= percent < goal
    print(f"{namespace}: {taken} of {all_} branches, {percent:.1f} %" + (f" < {goal:g} %" if percent < goal else ""))
sys.exit(below)
