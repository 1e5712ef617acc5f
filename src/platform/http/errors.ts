import { failWith, type ErrorTable } from '../errors.ts'

/** Most calls of one batch; our own clients split what is longer. */
export const MAX_BATCH = 20

export const httpErrors = {
  unknown_path: { kind: 'not_found', words: 'There is nothing at this address. See /api/v1/openapi.json.' },
  malformed_json: { kind: 'bad_request', words: 'The request is not valid JSON.' },
  malformed_request: {
    kind: 'bad_request',
    words: 'This is not a well-formed HTTP request with a Host and an address.',
  },
  headers_too_large: {
    kind: 'bad_request',
    words: 'The address and the headers are too long: at most 128 KB. Send long values in the body.',
  },
  flag_invalid: { kind: 'bad_request', words: 'A yes-or-no value in the address must be true or false.' },
  malformed_address: {
    kind: 'bad_request',
    words: 'The address is malformed: in it, % must begin a percent-encoded character.',
  },
  batch_too_large: {
    kind: 'bad_request',
    words: `Too many calls in one batch: at most ${MAX_BATCH}. Send the rest in further ones.`,
  },
  metrics_forbidden: {
    kind: 'unauthorized',
    words: 'Send METRICS_TOKEN as "Authorization: Bearer …" to read the metrics.',
  },
  cross_site_request: {
    kind: 'forbidden',
    words: 'This request came from another site. Open JobPilot itself, or call with a personal access token.',
  },
  body_too_large: {
    kind: 'too_large',
    words: 'The request body is too large: at most 1 MB of JSON, 6 MB where it carries a document.',
  },
  upload_too_large: {
    kind: 'too_large',
    words: 'The file is too large. Please choose one of at most 10 MB.',
  },
  upload_not_multipart: {
    kind: 'unsupported_media',
    words: 'Send the file as multipart/form-data in one field named "file".',
  },
  upload_malformed: {
    kind: 'bad_request',
    words: 'The upload broke off or is not valid multipart/form-data. Please send it again.',
  },
  upload_one_file: { kind: 'bad_request', words: 'Send exactly one file, in a field named "file".' },
  foreign_host: {
    kind: 'forbidden',
    words:
      'JobPilot runs for this machine alone and was called by a name that it does not know. Open it as localhost, or set APP_URL.',
  },
  webhook_refused: {
    kind: 'bad_request',
    words: 'This message carries no valid signature of its sender, or it is older than five minutes.',
  },
  webhook_unreadable: {
    kind: 'unprocessable',
    words: 'This message is signed, but it does not say what such a message must say.',
  },
  too_many_requests: {
    kind: 'too_many_requests',
    words: 'Too many requests. Please wait a little and try again.',
  },
  request_timeout: { kind: 'unavailable', words: 'This took too long and was stopped. Please try again.' },
} as const satisfies ErrorTable

export const httpFail = failWith(httpErrors)
