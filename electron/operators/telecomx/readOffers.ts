import type { RequestOffer } from '../../../shared/model/internetRequest.ts'
import { fieldsOf, flag, foldKey, isObject, number, text, wholeNumber } from '../readValue.ts'
import type { Fields } from '../readValue.ts'

function pricesOf(fields: Fields, what: 'initiation' | 'monthly'): RequestOffer['monthly'] {
  return { cost: number(fields[`${what}cost`]), wholesale: number(fields[`${what}wholesale`]), customer: number(fields[`${what}customer`]) }
}

function readOffer(value: unknown): RequestOffer {
  const fields = fieldsOf(value)
  const named = (key: string): string | null => text(isObject(fields[key]) ? fieldsOf(fields[key])['id'] : fields[key])
  return {
    id: text(fields['id']), productId: named('product'), productName: text(fields['productname']) ?? text(fieldsOf(fields['product'])['name']),
    initiationFeeProductId: named('initiationfeeproduct'),
    initiation: pricesOf(fields, 'initiation'), monthly: pricesOf(fields, 'monthly'),
    commitmentMonths: wholeNumber(fields['commitment']), providerName: text(fields['providername']), providerOfferId: text(fields['providerofferid']),
  }
}

/**
 * Offers of a request in all its forms: the condensed one only says whether there are any (`offers`), the full one lists them
 * (`Offers`, as the document spells it; `offers` at others).
 */
export function readOffers(forms: readonly unknown[]): { readonly hasOffers: boolean | null; readonly offers: RequestOffer[] } {
  const values = forms.filter(isObject).flatMap(form =>
    Object.entries(form).filter(([key]) => foldKey(key) === 'offers').map(([, value]) => value))
  const offers = values.find(Array.isArray)?.filter(isObject).map(readOffer) ?? values.filter(isObject).map(readOffer)
  const said = values.map(flag).find(each => each !== null)
  const counted = values.some(Array.isArray) ? offers.length > 0 : null
  return { hasOffers: offers.length > 0 ? true : said ?? counted, offers }
}
