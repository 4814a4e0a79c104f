"""The text of the statements in expressions/printing.py; made by freeze.py."""

ADD_JOB = """
INSERT INTO print_job (kind, sale_id, copy, state, queued_at_ms, changed_at_ms) VALUES (?,
?, ?, ?, ?, ?) RETURNING job_no
"""
JOBS_IN_STATE = """
SELECT print_job.job_no, print_job.sale_id, print_job.copy, print_job.queued_at_ms,
print_job.attempts, print_job.copy = 0 AND (EXISTS (SELECT 1 FROM tender WHERE
tender.sale_id = print_job.sale_id AND tender.kind = 'cash')) AS opens_drawer FROM print_job
WHERE state IN ('queued', 'sending') AND print_job.state = :state ORDER BY print_job.job_no
LIMIT :limit OFFSET 0
"""
MARK_JOB = """
UPDATE print_job SET state=:state, attempts=(print_job.attempts + CASE WHEN (:state =
'sending') THEN 1 ELSE 0 END), last_error=:last_error, changed_at_ms=:changed_at_ms WHERE
print_job.job_no = :job_no
"""
PRINT_STATE = """
SELECT print_job.state FROM print_job WHERE print_job.sale_id = :sale_id ORDER BY
print_job.job_no DESC LIMIT 1 OFFSET 0
"""
