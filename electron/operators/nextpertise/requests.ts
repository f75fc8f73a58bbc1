import { z } from 'zod'
import { DutchPhoneNumber } from '../../../shared/model/ticket.ts'
import { NID } from './nid.ts'
import { readDate } from '../readTime.ts'

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
  readonly area: 'broadband' | 'broadband/basic' | 'broadband/diagnostics' | 'postcodes' | 'support' | 'attachments' | 'enduser' | 'user'
  readonly params: Params
  /** `never`: disturbs, creates or changes something; sent once, whatever happens. */
  readonly repeat: 'safe' | 'never'
  readonly deadlineMs: number
  /** On top of the deadline, for each megabyte that goes out. */
  readonly msPerMb?: number
  readonly maxBytes: number
}

const MB = 1024 * 1024
const quick = { repeat: 'safe', deadlineMs: 20_000, maxBytes: 2 * MB } as const
const write = { repeat: 'never', deadlineMs: 30_000, maxBytes: MB } as const
/** Half a megabit a second up: a phone in a basement. */
const UPLOAD_MS_PER_MB = 16_000
/** Most bytes of one file; the contract's own bound, as the document names none. */
export const UPLOAD_BYTES_MOST = 25 * MB
const UPLOAD_BASE64_MOST = Math.ceil(UPLOAD_BYTES_MOST / 3) * 4
/**
 * To the letter of set_tags, where the expression is not tied to the ends of the text: a tag that somebody gave by other means
 * may hold other signs too, and must be sent back with the whole set.
 */
const Tag = z.string().regex(/[a-zA-Z0-9/=:_-]+/)
/** To the letter of change_contact; `+-/` is a range there and lets a comma through. */
const Email = z.string().regex(/(^[a-zA-Z0-9_.+-/*]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$)/)
/** A date as the document has it, and one that exists. */
const WishDate = z.string().regex(/^[1-9][0-9]{3}-[01][0-9]-[0-3][0-9]$/).refine(date => readDate(date) !== null)
const Attachments = z.array(z.string().min(1))

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
  /** Of the class `broadband/basic`: what suppliers offer, without prices. The answer waits for all of them. */
  zipcode: {
    ...quick, area: 'broadband/basic', deadlineMs: 24_000,
    params: z.strictObject({
      zipcode: z.string().regex(/^[0-9]{4}[A-Z]{2}$/), housenr: z.int().min(1), housenrext: Text.nullable(),
      filter: z.strictObject({ provider: z.array(Text), connectionpoint: Text.nullable(), timeout: z.int().min(1) }),
    }),
  },
  get_housenrs: { ...quick, area: 'postcodes', params: z.strictObject({ zipcode: z.string().regex(/^[0-9]{4}[A-Z]{2}$/) }) },
  get_housenrext: { ...quick, area: 'postcodes', params: z.strictObject({ zipcode: z.string().regex(/^[0-9]{4}[A-Z]{2}$/), housenr: z.int().min(1) }) },
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
    params: z.strictObject({
      closed: z.boolean(), pagination: Pagination, filter: z.strictObject({ search: Text }).optional(),
      sort: z.strictObject({ created_at: Direction }).optional(),
    }),
  },
  get_ticket: { ...quick, area: 'support', maxBytes: 8 * MB, params: z.strictObject({ id: z.int().min(0) }) },
  create_ticket: {
    ...write, area: 'support',
    params: z.strictObject({
      subject: z.string().min(1), comment: z.string().min(1), nid: Nid.optional(), reference: z.string(),
      contact: z.strictObject({ name: z.string(), phone: DutchPhoneNumber.nullable() }).partial().optional(),
      technical_specifications: z.string().optional(), attachments: Attachments,
    }),
  },
  update_ticket: {
    ...write, area: 'support',
    params: z.union([
      z.strictObject({ id: z.int().min(0), comment: z.strictObject({ body: z.string().min(1), attachments: Attachments }) }),
      z.strictObject({ id: z.int().min(0), solved: z.boolean() }),
    ]),
  },
  upload: {
    ...write, area: 'attachments', deadlineMs: 60_000, msPerMb: UPLOAD_MS_PER_MB,
    params: z.strictObject({
      context: z.literal('connection'), filename: Text, description: z.string(), file: z.string().min(1).max(UPLOAD_BASE64_MOST),
    }),
  },
  set_tags: { ...write, area: 'broadband', params: z.strictObject({ nid: Nid, tags: z.array(Tag) }) },
  change_contact: {
    ...write, area: 'broadband',
    params: z.strictObject({ nid: Nid, contact_name: z.string(), contact_phonenumber: z.string(), contact_email: Email.nullable() }),
  },
  change_ont: { ...write, area: 'broadband', params: z.strictObject({ nid: Nid, ont_number: z.string().min(1) }) },
  revise_transaction: {
    ...write, area: 'broadband', maxBytes: 2 * MB,
    params: z.union([
      z.strictObject({ nid: Nid, ont_number: z.string().min(1) }), z.strictObject({ nid: Nid, on_demand_execute: z.literal(true) }),
    ]),
  },
  replan_transaction: { ...write, area: 'broadband', params: z.strictObject({ uuid: Text, custwishdate: WishDate.nullable() }) },
  get_connection_report: {
    ...quick, area: 'broadband', deadlineMs: 60_000, maxBytes: 24 * MB, params: z.strictObject({ nid: Nid }),
  },
  get_profile: { ...quick, area: 'user', deadlineMs: 10_000, params: z.strictObject({}) },
} as const satisfies Record<string, Method<z.ZodType>>

export type MethodName = keyof typeof methods

/** Time from sending to the last byte of the answer, for a request of so many bytes. */
export function deadlineOf({ deadlineMs, msPerMb = 0 }: Method<z.ZodType>, bytes: number): number {
  return deadlineMs + Math.ceil((bytes / MB) * msPerMb)
}
export type ParamsOf<Name extends MethodName> = z.input<(typeof methods)[Name]['params']>
