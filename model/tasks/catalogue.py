"""All tasks, in the order in which the lab offers them."""

from __future__ import annotations

from model.tasks import adding, brackets, copying, counting, india, order, reber, series, text, waves

TASKS = {
    task.name: task
    for task in (
        india.TASK,
        order.TASK,
        adding.TASK,
        counting.TASK,
        reber.SINGLE,
        reber.CONTINUAL,
        brackets.TASK,
        copying.TASK,
        waves.SINE,
        waves.TWO_RATES,
        series.AIRLINE,
        series.OWN,
        text.TASK,
    )
}
