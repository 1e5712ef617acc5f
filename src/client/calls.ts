/**
 * What the procedures of a router are to a caller. Written without tRPC's own types, so that a program which
 * only calls needs none of them.
 */
interface Procedure<Kind extends string, Input, Output> {
  _def: { type: Kind; $types: { input: Input; output: Output } }
}

export interface CallOptions {
  /** Gives up waiting for the answer. */
  signal?: AbortSignal
}

/** What may be undefined may be left out. */
type Argument<Input> = undefined extends Input ? Input | void : Input

export interface Query<Input, Output> {
  query: (input: Argument<Input>, options?: CallOptions) => Promise<Output>
}

export interface Mutation<Input, Output> {
  mutate: (input: Argument<Input>, options?: CallOptions) => Promise<Output>
}

/** What a stream tells, besides its values. */
export interface StreamHandlers<Value> extends CallOptions {
  onData?: (value: Value) => void
  /** The server refused, or something failed for good; what passes is tried again without a word. */
  onError?: (error: Error) => void
  onStarted?: () => void
  onComplete?: () => void
  onConnectionStateChange?: (state: {
    state: 'idle' | 'connecting' | 'pending'
    error?: Error | null
  }) => void
}

export interface Subscription<Input, Value> {
  subscribe: (input: Argument<Input>, handlers: StreamHandlers<Value>) => { unsubscribe: () => void }
}

type Call<P> =
  P extends Procedure<'query', infer Input, infer Output>
    ? Query<Input, Output>
    : P extends Procedure<'mutation', infer Input, infer Output>
      ? Mutation<Input, Output>
      : P extends Procedure<'subscription', infer Input, AsyncIterable<infer Value>>
        ? Subscription<Input, Value>
        : never

interface AnyProcedure {
  _def: { type: string }
}

/** `users.me.query()`, … of a router's record. */
export type Calls<Record> = {
  [Name in keyof Record]: Record[Name] extends AnyProcedure ? Call<Record[Name]> : Calls<Record[Name]>
}

/** What each procedure takes. */
export type InputsOf<Record> = {
  [Name in keyof Record]: Record[Name] extends Procedure<string, infer Input, unknown>
    ? Input
    : InputsOf<Record[Name]>
}

/** What each procedure answers; a subscription, each time. */
export type OutputsOf<Record> = {
  [Name in keyof Record]: Record[Name] extends Procedure<string, unknown, infer Output>
    ? Output extends AsyncIterable<infer Value>
      ? Value
      : Output
    : OutputsOf<Record[Name]>
}
