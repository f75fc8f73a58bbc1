import type { Line } from '../../../../shared/model/line.ts'
import { useText } from '../../../text.tsx'
import { Facts, PartFrame } from '../PartFrame.tsx'
import { plainWords, say } from '../words.ts'
import { Copyable } from './tables.tsx'

/** What an open network says of the access itself. */
export function AccessDetails({ line }: { line: Line }) {
  const text = useText()
  const { access, address } = line
  if (access === null) return null
  const copyable = (value: string | null): React.ReactNode => value === null ? null : <Copyable value={value} />
  return (
    <PartFrame part="line" title={text('access.details')}>
      <Facts
        empty={text('line.none')}
        facts={[
          [text('access.id'), copyable(access.accessId)],
          [text('access.legacyId'), copyable(access.legacyAccessId)],
          [text('access.state'), access.accessState],
          [text('access.premises'), access.premisesType === null ? null : premisesWords(text, access.premisesType)],
          [text('access.apartment'), access.apartmentNumber],
          [text('access.distinguisher'), access.distinguisher],
          [text('access.outlet'), access.outlet],
          [text('access.population'), access.population],
          [text('access.priceGroup'), access.priceGroup],
          [text('access.nationalId'), copyable(access.nationalAddressUuid)],
          [text('access.municipality'), address.municipality],
          [text('access.country'), address.country],
          [text('line.carrier.type'), line.technology],
          [text('line.sla'), line.sla?.description ?? line.sla?.name ?? null],
          [text('line.tags'), line.tags.join(', ')],
        ]}
      />
    </PartFrame>
  )
}

/** Kind of premises in our words, the system's beside them where they differ. */
export function premisesWords(text: Parameters<typeof say>[0], premises: string): string {
  const ours = say(text, `access.premises.${premises.toUpperCase().replaceAll(/[^A-Z]/g, '')}`, plainWords(premises))
  return ours.toLowerCase() === premises.toLowerCase() ? ours : `${ours} (${premises})`
}
