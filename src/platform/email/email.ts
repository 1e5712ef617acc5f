export interface EmailMessage {
  to: string
  subject: string
  text: string
}

/** Where mail goes: the terminal and a dev mailbox in `local`, a provider elsewhere. */
export interface Email {
  send(message: EmailMessage): Promise<void>
}
