import { readFileSync } from 'node:fs'

export type Example = {
  readonly endpoint: string; readonly method: string
  readonly request: { readonly method?: string; readonly params?: Record<string, unknown> } | null
  readonly reply: Record<string, unknown>
}

/** All request and reply examples of the Nextpertise document, in its order. */
export const documentExamples: readonly Example[] =
  JSON.parse(readFileSync(new URL('../data/nextpertise-examples.json', import.meta.url), 'utf8')) as Example[]

/** Examples of one method, in the document's order. */
export function examplesOf(method: string, endpoint?: string): readonly Example[] {
  return documentExamples.filter(example => example.method === method && (endpoint === undefined || example.endpoint === endpoint))
}

/** Reply of the n-th example of a method, as the body a server would send. */
export function exampleBody(method: string, nth = 0): Uint8Array {
  return Buffer.from(JSON.stringify(examplesOf(method)[nth]?.reply))
}

export function exampleResult(method: string, nth = 0, endpoint?: string): unknown {
  return examplesOf(method, endpoint)[nth]?.reply['result']
}
