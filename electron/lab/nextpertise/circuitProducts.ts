import { TECHNOLOGIES } from './products.ts'

export type CircuitProduct = {
  product_id: number
  name: string | null
  supplier: string
  qos: string | null
  quality: string | null
  area: string | null
  upload: number | null
  download: number | null
  overbooking: number | null
  active: boolean
  is_pvc: boolean
}

const CIRCUITS = new Map<string, CircuitProduct>()
for (const { carrier, speeds } of TECHNOLOGIES) {
  for (const [download, upload] of speeds) {
    const key = `${carrier.supplier}/${download}/${upload}`
    if (CIRCUITS.has(key)) continue
    const wba = carrier.supplier === 'KPNWBA'
    CIRCUITS.set(key, {
      product_id: 250 + CIRCUITS.size,
      name: wba ? null : `Regular circuit ${Math.round(download / 1000)}Mb`,
      supplier: carrier.supplier,
      qos: wba ? 'Best Effort' : null,
      quality: 'REGULAR',
      area: null,
      upload,
      download,
      overbooking: wba ? 0 : null,
      active: true,
      is_pvc: wba,
    })
  }
}

/** All circuit products, as `list_circuits` names them. */
export const CIRCUIT_PRODUCTS: readonly CircuitProduct[] = [...CIRCUITS.values()]

export function circuitProduct(supplier: string, download: number, upload: number): CircuitProduct {
  const product = CIRCUITS.get(`${supplier}/${download}/${upload}`)
  if (!product) throw new RangeError(`no circuit of ${download}/${upload} at ${supplier}`)
  return product
}

export type SlaProduct = { product_id: number; name: string; supplier: string; description: string }

const SLA_NAMES = ['Best Effort SLA', 'Standard SLA', 'Silver SLA', 'Gold SLA', 'Platinum SLA']
const SUPPLIERS = [...new Set(TECHNOLOGIES.map((technology) => technology.carrier.supplier))]

/** Five service levels of each supplier. */
export const SLAS: ReadonlyMap<string, readonly SlaProduct[]> = new Map(
  SUPPLIERS.map((supplier, at) => [
    supplier,
    SLA_NAMES.map((name, level) => ({
      product_id: 700 + at * 10 + level,
      name,
      supplier,
      description: `${supplier} ${name.slice(0, -4)}`,
    })),
  ]),
)
