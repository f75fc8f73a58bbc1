/** Lineside cannot start, for a reason the user can act on: one line for the terminal and the exit code. */
export class StartFailure extends Error {
  readonly exitCode: number

  /** `exitCode` is 2 for a wrong option, 1 for everything else. */
  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartFailure'
    this.exitCode = exitCode
  }
}
