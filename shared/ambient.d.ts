/** The one platform class that the pure code uses; Node and browsers both have it. */
declare class URL {
  constructor(text: string, base?: string)
  static canParse(text: string): boolean
  readonly protocol: string
  readonly hostname: string
  readonly origin: string
  readonly pathname: string
  readonly username: string
  readonly password: string
  readonly search: string
  readonly hash: string
}
