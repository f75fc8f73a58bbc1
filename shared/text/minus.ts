/** Numbers with a true minus sign, as wide as a plus and never broken off its number. */
export class MinusFormat extends Intl.NumberFormat {
  override format(value: number | bigint | Intl.StringNumericLiteral): string {
    return super.format(value).replace('-', '−')
  }
}
