import EngageText

/// Sentences full of numbers and signs that tell nothing of who somebody is.
extension IdentifierVariants {
  mutating func ordinary(_ count: Int) -> [String] { (0..<count).map { _ in ordinarySentence() } }

  private mutating func ordinarySentence() -> String {
    let n = pick(Array(2...99))
    return switch pick(Array(0..<36)) {
    case 0: "It has been like this since \(pick([1998, 2005, 2012, 2019]))."
    case 1:
      "They want £\(pick(["1,250", "12.99", "1,300,000", "07"])) for it, \(n)% more than in \(pick([2016, 2018]))."
    case 2:
      "Room \(n), \(pick(["1st", "2nd", "3rd"])) floor, from \(pick(["9.30", "10:15", "7pm", "19.00"])) to \(pick(["11.30", "12:45", "9pm"]))"
    case 3: "I rang \(pick(["101", "999", "111", "0800 555 111", "116 123"])) and nobody came"
    case 4:
      "\(pick(["the 48", "X17", "the 1A bus", "Bus 63", "The U1", "no. 16"])) never comes after \(pick(["6", "18:30", "10pm"]))"
    case 5:
      "We met on \(pick(["24/09/2019", "24.09.2019", "2019-09-24", "24 September 2019", "Sept 24th, 2019"])) at \(pick(["6pm", "18.30"]))"
    case 6:
      "About \(n)\(pick(["%", " %", " per cent", " of 61"])) agreed, \(pick(["3.75", "0.5", "12.5"])) on average"
    case 7:
      "ISBN \(pick(["978-0-306-40615-7", "0-306-40615-2", "0306406152", "9780306406157", "0-19-853453-1"]))"
    case 8: "Order \(pick(["4471902", "no. 2019-00345", "#A-10294", "number 1234567890", "INV-20190034"]))"
    case 9: "\(n) + \(n) = \(2 * n), and 3 x 12,500 is 37,500"
    case 10:
      "The \(pick(["M6", "A45", "B4109", "M25", "A5"])) \(pick(["2nd", "1st", "3rd"])) exit, \(pick(["in CV21", "near B33", "at J3"])) is bad"
    case 11: "see you l8r, b4 we go 2nite, m8 2be safe"
    case 12:
      "Year \(pick(["7", "9", "11"])) pupils, form \(pick(["9B", "7C", "11A"])), \(n) of them, key stage 4"
    case 13: "open \(pick(["10-12 and 2-4", "9.00 - 17.30", "09:00-17:30", "24/7"])), Mon-Fri"
    case 14: "scores 0 1 2 3 4 5 6 7 8 9 10, mine is \(pick(["7/10", "8 out of 10", "10/10"]))"
    case 15:
      "\(pick(["01/02/2019", "03.04.2020"])) \(pick(["04/05/2019 06/07/2019", "7.30", "10.00 11.30", "and 05.06.2020"]))"
    case 16: "Meet @ home or @ 5pm, not @work"
    case 17: "e.g. a youth club, i.e. somewhere to go.It was good.No more."
    case 18:
      "population \(pick(["596,800", "134 200", "65,000"])), up \(pick(["2.5", "11", "0.9"]))% in \(pick(["10", "20"])) years"
    case 19:
      "Section \(pick(["17", "26", "24 and 31"])) of the \(pick(["2015", "1998"])) Act, paragraph 4.2.\(n)"
    case 20:
      "we waited \(n) minutes, then \(pick(["45", "20"])) more, \(pick(["3 times", "2x", "4 weeks"])) running"
    case 21: "CV21 and CV22 are fine, B4 the bridge is not, LE10 has none"
    case 22:
      "\(pick(["COVID-19", "5G", "4K", "MP3", "A4", "H2O", "CO2", "B12", "3D", "Web 2.0"])) is all they talk about"
    case 23: "aged \(n), with \(pick(["2", "3"])) kids aged 4 and 6, since 2014"
    case 24: "born in Rugby, lived here \(n) years"
    case 25: "lottery 04 11 19 27 33 42, bonus 7"
    case 26: "Windows 10, Python 3.8.5, Office 365, version 2.0.1"
    case 27: "1. lights 2. police 3. buses 4. youth club"
    case 28: "the score was 3-2 \(pick(["on 12-10-2019", "in 2018-19", "after 90 minutes"]))"
    case 29: "I work at the school and/or the shop, look at him/her, 50/50"
    case 30: "\(n)p a ride, £2.\(n) a day, 10p off, 5k run, 100m away, 20mph"
    case 31: "ticket 0012345, seat \(pick(["14C", "B12", "K9"])), gate \(n)"
    case 32: "THE BUS 48A AND THE M6 ARE BAD, CV21 AND CV22 TOO"
    case 33: "from 1,234,567 to 2 345 678, or 12345678901 in all"
    case 34: "9.9 billion, 3.14159265358979, 1e10, 0.7700900123"
    default: "table \(n) had \(pick(["8", "10"])) people: 6 for, 2 against, 1-2 unsure; 12 to 14 year olds"
    }
  }
}
