import { IconArrowDown, IconArrowUp, IconPoint } from '@tabler/icons-react'
import type { WatchChange } from '../../../../shared/model/watch.ts'
import { useText } from '../../../text.tsx'
import styles from './Watch.module.css'

const icons = { better: IconArrowUp, worse: IconArrowDown, neutral: IconPoint } as const

/** Whether a change is for the better: by shape, word and colour. */
export function ChangeMark({ direction }: Pick<WatchChange, 'direction'>) {
  const text = useText()
  const Icon = icons[direction]
  return (
    <span className={styles.mark} data-direction={direction}>
      <Icon size={16} stroke={2.25} aria-hidden />
      {text(`watch.${direction}`)}
    </span>
  )
}
