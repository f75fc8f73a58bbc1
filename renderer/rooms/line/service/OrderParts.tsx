import type { ServiceOrderView } from '../../../../shared/model/serviceOrder.ts'
import { formatDate } from '../../../parts/localTime.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { plainWords } from '../words.ts'
import { OrderState } from './OrdersTab.tsx'
import styles from './Service.module.css'

/** Tasks and products of an order; a part that could not be fetched says so beside the other. */
export function OrderParts({ view: { tasks, products, failed } }: { view: ServiceOrderView }) {
  const text = useText()
  return (
    <>
      <h4>{text('order.tasks')}</h4>
      {failed.includes('tasks') && <p role="alert">{text('order.part.failed', { part: 'tasks' })}</p>}
      {tasks.length === 0 && !failed.includes('tasks') && <p className={styles.quiet}>{text('order.tasks.none')}</p>}
      <ul className={styles.parts} aria-label={text('order.tasks')}>
        {tasks.map(task => (
          <li key={task.id}>
            <span>{task.name ?? text('order.task.unnamed', { id: task.id })}</span>
            <OrderState state={task.state} status={task.status} />
            {task.doneAt !== null && <span className={styles.quiet}>{text('order.task.done')} <Moment at={task.doneAt.utc} /></span>}
            {task.doneAt === null && task.plannedOn !== null && <span className={styles.quiet}>{text('order.task.planned')} {formatDate(task.plannedOn, text.language)}</span>}
            {task.remark !== null && <span className={styles.quiet}>{task.remark}</span>}
          </li>
        ))}
      </ul>
      <h4>{text('order.products')}</h4>
      {failed.includes('products') && <p role="alert">{text('order.part.failed', { part: 'products' })}</p>}
      {products.length === 0 && !failed.includes('products') && <p className={styles.quiet}>{text('order.products.none')}</p>}
      <ul className={styles.parts} aria-label={text('order.products')}>
        {products.map(product => (
          <li key={product.id}>
            <span>{product.amount === null ? '' : `${String(product.amount)} × `}{product.name ?? text('order.product.unnamed', { id: product.id })}</span>
            {product.action !== null && <span className={styles.quiet}>{plainWords(product.action)}</span>}
            {product.others.map(({ name, value }) => <span key={name} className={styles.quiet}>{plainWords(name)}: {value}</span>)}
          </li>
        ))}
      </ul>
    </>
  )
}
