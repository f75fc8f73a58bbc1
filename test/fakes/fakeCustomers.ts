import { Conflict, NotFound, type CustomersService } from '../../electron/services.ts'
import type { CallLog } from '../../shared/model/callLog.ts'
import type { SourceTime } from '../../shared/model/common.ts'
import type { ServiceOrder, ServiceOrderView } from '../../shared/model/serviceOrder.ts'

const at = (text: string): SourceTime => ({ text, utc: new Date(`${text}Z`).toISOString(), zone: 'assumed' })

const orderOf = (over: Partial<ServiceOrder> & Pick<ServiceOrder, 'id'>): ServiceOrder => ({
  type: 'change', status: 'pending', state: 'open', label: 'Fiber 1G', customerId: '15', orderId: '5001', createdAt: at('2026-11-18T09:12:00'),
  wishDate: '2026-11-30', plannedDate: null, reference: 'PO-2026-118', remark: null, uploads: [], others: [], ...over,
})

/** Service orders, call logs and one upload of one customer; what is cancelled stays cancelled. */
export function createFakeCustomers(): CustomersService {
  let orders: ServiceOrder[] = [
    orderOf({ id: '9101', plannedDate: '2026-11-24', uploads: [{ id: '789', fileName: 'site-plan.pdf' }] }),
    orderOf({ id: '9090', type: 'new', status: 'completed', state: 'done', createdAt: at('2026-10-02T11:00:00'), wishDate: '2026-10-20', plannedDate: '2026-10-21' }),
    orderOf({ id: '9044', type: 'porting', status: 'cancelled', state: 'cancelled', createdAt: at('2026-08-30T15:41:00'), wishDate: null }),
  ]
  const logs: CallLog[] = [
    { id: '31', customerId: '15', subject: 'No internet since this morning', additionalInformation: 'Modem restarted twice. ONT shows a red LOS light.', callerName: 'B. de Wit', createdAt: at('2026-11-21T08:30:00'), createdBy: 'Servicedesk' },
    { id: '30', customerId: '15', subject: 'Asked for the installation date', additionalInformation: null, callerName: null, createdAt: at('2026-11-02T13:05:00'), createdBy: null },
  ]
  const viewOf = (id: string): ServiceOrderView => {
    const order = orders.find(each => each.id === id)
    if (order === undefined) throw new NotFound('serviceOrder')
    return {
      order, failed: [],
      tasks: [
        { id: '1', name: 'Porting', status: 'done', state: 'done', plannedOn: '2026-11-20', doneAt: at('2026-11-20T10:00:00'), remark: null, others: [] },
        { id: '2', name: 'Install ONT', status: 'planned', state: order.state, plannedOn: order.plannedDate, doneAt: null, remark: 'Call before', others: [] },
      ],
      products: [{ id: '71', name: 'Fiber 1G', amount: 1, action: 'change', others: [] }],
    }
  }
  return {
    serviceOrders: async () => orders,
    serviceOrder: async (_, id) => viewOf(id),
    async cancelServiceOrder(_, id) {
      if (viewOf(id).order.state !== 'open') throw new Conflict('serviceOrderState')
      orders = orders.map(order => (order.id === id ? { ...order, status: 'cancelled', state: 'cancelled' } : order))
      return viewOf(id)
    },
    callLogs: async () => logs,
    upload: async (_, id) => ({ fileName: `upload-${id}.txt`, mediaType: 'text/plain', base64: Buffer.from('As it was uploaded.').toString('base64') }),
  }
}
