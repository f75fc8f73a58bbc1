import { z } from 'zod'
import { NamedValue } from './access.ts'
import { CalendarDate, SourceTime } from './common.ts'

/** Where a provisioning request stands, read from the system's own word; `other` is one we do not know. */
export const ServiceOrderState = z.enum(['open', 'done', 'failed', 'cancelled', 'other'])
export type ServiceOrderState = z.infer<typeof ServiceOrderState>

/** A step of a service order, such as a porting (reseller API, Service Order Tasks). */
export const ServiceOrderTask = z.object({
  id: z.string(), name: z.string().nullable(), status: z.string().nullable(), state: ServiceOrderState,
  plannedOn: CalendarDate.nullable(), doneAt: SourceTime.nullable(), remark: z.string().nullable(), others: z.array(NamedValue),
})
export type ServiceOrderTask = z.infer<typeof ServiceOrderTask>

/** What is ordered, changed or terminated (reseller API, Service Order Products). */
export const ServiceOrderProduct = z.object({
  id: z.string(), name: z.string().nullable(), amount: z.number().nullable(), action: z.string().nullable(),
  others: z.array(NamedValue),
})
export type ServiceOrderProduct = z.infer<typeof ServiceOrderProduct>

/** A request to create, change or end a service; not the service itself (reseller API, Orders vs Service Orders). */
export const ServiceOrder = z.object({
  id: z.string(),
  /** As the system says it: what kind of request, and its state. */
  type: z.string().nullable(),
  status: z.string().nullable(),
  state: ServiceOrderState,
  label: z.string().nullable(),
  customerId: z.string().nullable(),
  /** The service it is about, where it names one. */
  orderId: z.string().nullable(),
  createdAt: SourceTime.nullable(),
  wishDate: CalendarDate.nullable(),
  plannedDate: CalendarDate.nullable(),
  reference: z.string().nullable(),
  remark: z.string().nullable(),
  uploads: z.array(z.object({ id: z.string(), fileName: z.string().nullable() })),
  others: z.array(NamedValue),
})
export type ServiceOrder = z.infer<typeof ServiceOrder>

/** With its tasks and products; a part that could not be fetched is named in `failed`. */
export const ServiceOrderView = z.object({
  order: ServiceOrder, tasks: z.array(ServiceOrderTask), products: z.array(ServiceOrderProduct),
  failed: z.array(z.enum(['tasks', 'products'])),
})
export type ServiceOrderView = z.infer<typeof ServiceOrderView>
