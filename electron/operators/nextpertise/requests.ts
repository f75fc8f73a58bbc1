import { z } from 'zod'
import { DutchPhoneNumber } from '../../../shared/model/ticket.ts'
import { NID } from './nid.ts'

/**
 * What may be sent, to the letter of the document: a request that breaks its schema is refused with 011, so it never leaves.
 * Readers are tolerant, writers are not.
 */
const Nid = z.string().regex(NID)
const Time = z.string().regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/)
const Pagination = z.strictObject({ per_page: z.int().min(1).max(500), page: z.int().min(1) })
const Direction = z.enum(['ASC', 'DESC'])
const State = z.enum(['PROCESSING', 'ACTIVE', 'TERMINATED', 'CANCELLED'])
const TestType = z.enum(['delt', 'selt', 'fiber-check', 'ont-check', 'ont-lan-check'])
const Text = z.string().min(1).max(500)

/** A method as the adapter calls it. `area` is the product class, which is also what rights are given for. */
export type Method<Params extends z.ZodType> = {
  readonly area: 'broadband' | 'broadband/diagnostics' | 'support' | 'enduser' | 'user'
  readonly params: Params
  /** `never`: disturbs or creates something; sent once, whatever happens. */
  readonly repeat: 'safe' | 'never'
  readonly deadlineMs: number
  readonly maxBytes: number
}

const MB = 1024 * 1024
const quick = { repeat: 'safe', deadlineMs: 20_000, maxBytes: 2 * MB } as const
const write = { repeat: 'never', deadlineMs: 30_000, maxBytes: MB } as const

export const methods = {
  list_connections: {
    ...quick, area: 'broadband', deadlineMs: 60_000, maxBytes: 24 * MB,
    params: z.strictObject({
      pagination: Pagination.optional(),
      filter: z.strictObject({
        nid: Nid, state: z.array(State).min(1), city: Text, zipcode: z.string().regex(/^\d{1,4}[A-Z]{0,2}$/), carrier_tags: Text,
      }).partial().optional(),
    }),
  },
  get_recent_transaction: { ...quick, area: 'broadband', params: z.strictObject({ nid: Nid }) },
  list_events: {
    ...quick, area: 'broadband', maxBytes: 8 * MB,
    params: z.strictObject({ filter: z.strictObject({ nid: Nid }), pagination: Pagination }),
  },
  carriercheck: {
    ...quick, area: 'broadband',
    params: z.strictObject({
      zipcode: z.string().regex(/^[0-9]{4}[A-Z]{2}$/), housenr: z.int().min(1), housenrext: Text.nullable(), carrier: z.enum(['Fiber', 'Copper']),
    }),
  },
  list_available_diagnostics: { ...quick, area: 'broadband/diagnostics', params: z.strictObject({ nid: Nid }) },
  diagnose: { ...write, area: 'broadband/diagnostics', params: z.strictObject({ type: TestType, nid: Nid }) },
  get_report: { ...quick, area: 'broadband/diagnostics', params: z.strictObject({ uuid: Text }) },
  list_reports: {
    ...quick, area: 'broadband/diagnostics',
    params: z.strictObject({ nid: Nid.nullable(), pagination: Pagination, sort: z.strictObject({ updated: Direction }) }),
  },
  get_authlog: { ...quick, area: 'broadband/diagnostics', maxBytes: 8 * MB, params: z.strictObject({ nid: Nid, after: Time }) },
  force_disconnect: { ...write, area: 'broadband/diagnostics', params: z.strictObject({ nid: Nid }) },
  get_enduser: { ...quick, area: 'enduser', params: z.strictObject({ uuid: Text }) },
  list_endusers: { ...quick, area: 'enduser', deadlineMs: 60_000, maxBytes: 64 * MB, params: z.strictObject({}) },
  list_tickets: {
    ...quick, area: 'support', maxBytes: 8 * MB,
    params: z.strictObject({ closed: z.boolean(), pagination: Pagination, filter: z.strictObject({ search: Text }).optional() }),
  },
  get_ticket: { ...quick, area: 'support', maxBytes: 8 * MB, params: z.strictObject({ id: z.int().min(0) }) },
  create_ticket: {
    ...write, area: 'support',
    params: z.strictObject({
      subject: z.string().min(1), comment: z.string().min(1), nid: Nid.optional(), reference: z.string(),
      contact: z.strictObject({ name: z.string(), phone: DutchPhoneNumber.nullable() }).partial().optional(),
      technical_specifications: z.string().optional(), attachments: z.array(z.string()),
    }),
  },
  get_profile: { ...quick, area: 'user', deadlineMs: 10_000, params: z.strictObject({}) },
} as const satisfies Record<string, Method<z.ZodType>>

export type MethodName = keyof typeof methods
export type ParamsOf<Name extends MethodName> = z.input<(typeof methods)[Name]['params']>
