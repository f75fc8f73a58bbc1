import { TextInput } from '@mantine/core'
import type { ObservationsInput } from '../../../../shared/model/observation.ts'
import type { TextKey } from '../../../../shared/text/text.ts'
import { useText } from '../../../text.tsx'
import { useLine } from '../lineStoreContext.tsx'

type TextBoxProps = { field: 'serialOnLabel' | 'pcAddress'; label: TextKey; observations: ObservationsInput; max: number }

/** A serial number or address as it stands on the label or screen. */
export function TextBox({ field, label, observations, max }: TextBoxProps) {
  const text = useText()
  const observe = useLine(state => state.observe)
  return (
    <TextInput
      label={text(label)}
      value={observations[field] ?? ''}
      maxLength={max}
      spellCheck={false}
      autoCapitalize="off"
      onChange={event => observe({ [field]: event.currentTarget.value === '' ? null : event.currentTarget.value })}
    />
  )
}
