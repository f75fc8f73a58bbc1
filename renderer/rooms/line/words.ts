export {
  checkName, formatNumber, formatSpeed, formatValue, isTableRule, plainWords, say, unbroken,
} from '../../../shared/text/words.ts'
