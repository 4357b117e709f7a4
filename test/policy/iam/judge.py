"""Has parliament judge IAM policies.

Reads a JSON list of policy documents from standard input; writes a list, for each document, of the kinds of its findings.
"""

import json
import sys

from parliament import analyze_policy_string

documents = json.load(sys.stdin)
judged = [analyze_policy_string(json.dumps(document)).findings for document in documents]
json.dump([sorted({finding.issue for finding in findings}) for findings in judged], sys.stdout)
