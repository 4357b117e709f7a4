"""Judges Terraform plans and Kubernetes manifests with every check of Checkov, in one process and without a network.

Arguments: a folder with `<environment>.json` plans and `<environment>/*.json` manifests. Writes JSON to standard output:
`checks` by id (name, category), `checkedTypes` (resource types that Terraform checks exist for), and for each environment
`passed` and `failed`, lists of `[check id, resource address]`.

Checkov's own command line would tell neither a check's category nor which types it knows, and starts once per framework.
"""

import json
import logging
import pathlib
import sys

from checkov.common.bridgecrew.check_type import CheckType
from checkov.common.checks_infra.registry import get_graph_checks_registry
from checkov.kubernetes.checks.resource.registry import registry as kubernetes_registry
from checkov.kubernetes.runner import Runner as KubernetesRunner
from checkov.runner_filter import RunnerFilter
from checkov.terraform.checks.resource.registry import resource_registry as terraform_registry
from checkov.terraform.plan_runner import Runner as PlanRunner


def names(categories) -> list[str]:
    """Categories are an enumeration, or several, in checks written in Python, and text in checks written in JSON."""
    listed = categories if isinstance(categories, (list, tuple)) else [categories]
    return [getattr(category, "name", str(category)).upper() for category in listed]


def python_checks(registry):
    by_type = {**registry.checks, **registry.wildcard_checks}
    return {check.id: check for checks in by_type.values() for check in checks}, set(by_type)


def subjects(condition) -> set[str]:
    """Types that a check written in JSON filters for: it names others as well, which it only joins them with."""
    if isinstance(condition, list):
        return set().union(*map(subjects, condition))
    if not isinstance(condition, dict):
        return set()
    if condition.get("cond_type") == "filter" and condition.get("attribute") == "resource_type":
        return set(condition["value"])
    return set().union(*map(subjects, condition.values()))


def known_checks() -> tuple[dict, set[str]]:
    """Every check by id, and the resource types that Terraform checks are about."""
    known, types = {}, set()
    for registry, framework in ((terraform_registry, CheckType.TERRAFORM), (kubernetes_registry, CheckType.KUBERNETES)):
        checks, checked = python_checks(registry)
        known |= {name: {"name": check.name, "categories": names(check.categories)} for name, check in checks.items()}
        graph = get_graph_checks_registry(framework)
        graph.load_checks()
        known |= {check.id: {"name": check.name, "categories": names(check.category)} for check in graph.checks}
        if framework == CheckType.TERRAFORM:
            files = pathlib.Path(graph.checks_dir).rglob("*.json")
            types |= checked.union(*(subjects(json.loads(file.read_text())["definition"]) for file in files))
    return known, types


def verdicts(reports) -> dict[str, list[list[str]]]:
    reports = reports if isinstance(reports, list) else [reports]
    def listed(attribute: str) -> list[list[str]]:
        records = (record for report in reports for record in getattr(report, attribute))
        return sorted([record.check_id, record.resource_address or record.resource] for record in records)
    errors = [error for report in reports for error in report.parsing_errors]
    return {"passed": listed("passed_checks"), "failed": listed("failed_checks"), "unreadable": errors}


def main(folder: pathlib.Path) -> None:
    environments = {}
    for plan in sorted(folder.glob("*.json")):
        judged = verdicts(PlanRunner().run(files=[str(plan)], runner_filter=RunnerFilter(framework=["terraform_plan"])))
        manifests = sorted(str(file) for file in (folder / plan.stem).glob("*.json"))
        if manifests:
            runner_filter = RunnerFilter(framework=["kubernetes"])
            report = KubernetesRunner().run(root_folder=None, files=manifests, runner_filter=runner_filter)
            of_manifests = verdicts(report)
            judged = {key: found + of_manifests[key] for key, found in judged.items()}
        environments[plan.stem] = judged
    checks, types = known_checks()
    judged = {"checks": checks, "checkedTypes": sorted(types), "environments": environments}
    json.dump(judged, sys.stdout)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    main(pathlib.Path(sys.argv[1]))
