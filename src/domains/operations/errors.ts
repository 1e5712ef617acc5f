import type { ErrorTable } from '../../platform/errors.ts'

export const operationErrors = {
  job_not_found: {
    kind: 'not_found',
    words: 'There is no such job. Finished ones are removed after a while.',
  },
  cursor_invalid: {
    kind: 'bad_request',
    words: 'This page belongs to another list. Start again from its first page.',
  },
  job_not_retryable: {
    kind: 'conflict',
    words: 'Only a job that failed or was cancelled can be tried again.',
  },
  job_over: { kind: 'conflict', words: 'This job has already ended.' },
  job_cancel_asked: { kind: 'conflict', words: 'This job has already been asked to stop.' },
  job_not_queued: { kind: 'conflict', words: 'Only a job that waits can be moved.' },
  job_running: { kind: 'conflict', words: 'This job is running. Cancel it first.' },
  job_state_changed: {
    kind: 'conflict',
    words: 'This job is no longer in the state that you saw. Look again.',
  },
  job_unchanged: { kind: 'conflict', words: 'There is nothing to change: it is so already.' },
  job_key_taken: {
    kind: 'conflict',
    words: 'Another job with the same key waits or runs. Wait for it or cancel it first.',
  },
  job_task_unknown: {
    kind: 'unprocessable',
    words: 'This version of JobPilot has no such task.',
  },
  job_payload_outdated: {
    kind: 'unprocessable',
    words: 'Its payload was written by another version and no longer fits the task.',
  },
  job_action_failed: {
    kind: 'unavailable',
    words: 'This job could not be changed. The log of the server says why.',
  },
  hold_without_target: {
    kind: 'bad_request',
    words: 'Say what to pause: a lane, a task or a person.',
  },
  hold_on_operations: {
    kind: 'conflict',
    words:
      'What operators ask for can’t be paused, so that it goes on while all else is. Cancel the job instead.',
  },
  hold_exists: { kind: 'conflict', words: 'This is paused already.' },
  hold_not_found: { kind: 'not_found', words: 'There is no such pause. Somebody may have lifted it.' },
  lane_unknown: { kind: 'not_found', words: 'There is no such lane.' },
  person_not_found: { kind: 'not_found', words: 'There is no such person.' },
  schedule_not_found: { kind: 'not_found', words: 'There is no such schedule.' },
} as const satisfies ErrorTable
