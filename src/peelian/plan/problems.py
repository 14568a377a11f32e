"""The base of every error of the plan."""

from peelian.reference.problems import Problem


class PlanProblem(Problem):
    """The base of every error of `peelian.plan`."""

    code = "plan"
