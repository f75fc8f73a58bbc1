import type { z } from 'zod'

/** The body of a journal row; null where there is none or where it is no longer readable (the row itself stays). */
export function readRow<Schema extends z.ZodType>(schema: Schema, row: { readonly body: string } | undefined): z.infer<Schema> | null {
  if (row === undefined) return null
  const read = schema.safeParse(parsed(row.body))
  return read.success ? read.data : null
}

/** The readable ones of several rows. */
export const readRows = <Schema extends z.ZodType>(schema: Schema, rows: readonly { readonly body: string }[]): z.infer<Schema>[] =>
  rows.flatMap(row => readRow(schema, row) ?? [])

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
