import Testing

@testable import EngageImport

@Suite("Scales by their words") struct ScaleReadingTests {
  @Test(
    "labels come from lowest to highest",
    arguments: [
      "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly agree",
      "strongly disagree|tend to disagree|neither agree or disagree|tend to agree|STRONGLY AGREE",
      "Never|Sometimes|Often|Very Often|Always", "Never|Rarely|Occasionally|Frequently|Always",
      "Less than once per year|Several times per year|Monthly|Weekly|Daily",
      "Never|Less than once a year|Once a month|2-3 times a month|Once a week|Every day",
      "Very dissatisfied|Dissatisfied|Neither satisfied nor dissatisfied|Satisfied|Very satisfied",
      "Extremely unsatisfied|Somewhat unsatisfied|Neutral|Somewhat satisfied|Extremely satisfied",
      "Very unsafe|Unsafe|Neither safe nor unsafe|Safe|Very safe",
      "Very unsafe|Fairly unsafe|Fairly safe|Very safe",
      "Very unlikely|Somewhat unlikely|Somewhat likely|Very likely",
      "Definitely not|Probably not|Possibly|Probably|Definitely",
      "Not at all important|Slightly important|Moderately important|Very important|Extremely important",
      "Not important|Somewhat important|Important|Very important", "Poor|Fair|Good|Very good|Excellent",
      "Very poor|Poor|Average|Good|Very good",
      "Not at all confident|Not very confident|Fairly confident|Very confident",
      "Very unfavorably|Somewhat unfavorably|Neither favorably nor unfavorably (neutral)|Somewhat favorably|Very favorably",
      "Very unfavourable|Unfavourable|Favourable|Very favourable",
      "Very difficult|Difficult|Neutral|Easy|Very easy",
      "Not at all|A little|Somewhat|Quite a bit|Very much", "Very low|Low|Medium|High|Very high",
      "Much worse|Worse|About the same|Better|Much better",
      "I'm less confident now|I'm equally confident now|I'm more confident now",
      "1 - Strongly disagree|2 - Disagree|3 - Neutral|4 - Agree|5 - Strongly agree",
      "(1) Very unsafe|(2) Unsafe|(3) Safe|(4) Very safe", "0 - Mostly me|1|2|3|4|5 - Mostly other people",
      "2|3|4|5|6|7|8|9|10 (Always)", "Very uncomfortable|Uncomfortable|Comfortable|Very comfortable",
      "Not at all worried|Not very worried|Fairly worried|Very worried",
    ])
  func order(_ scale: String) throws {
    let labels = scale.split(separator: "|").map(String.init)
    for mixed in [labels, labels.reversed(), labels.sorted()] {
      let reading = try #require(ScaleReading(mixed), "\(mixed)")
      #expect(reading.scored == labels)
      #expect(reading.unscored.isEmpty)
    }
  }

  @Test(
    "these are no scales",
    arguments: [
      "Yes|No|Don't know", "Male|Female", "Rare|Medium rare|Medium|Medium Well|Well", "Employed|Unemployed",
      "Employed|Unemployed|Retired", "North|South|East|West", "1. Male|2. Female", "18-29|30-44|45-60",
      "Disabled|Not disabled",
      "0-6 months ago|6 months - 1 year ago|More than 1 year ago", "Lottery A|Lottery B", "Agree|Rugby",
      "Agree",
      "Bus|Car|Never", "Daily Mail|Weekly News|Monthly Post",
    ])
  func none(_ labels: String) {
    #expect(ScaleReading(labels.split(separator: "|").map(String.init)) == nil)
  }

  @Test("what says nothing about the matter is not scored and last")
  func unscored() throws {
    let reading = try #require(
      ScaleReading(["Don't know", "Very safe", "Unfamiliar (N/A)", "Unsafe", "Safe"]))
    #expect(reading.scored == ["Unsafe", "Safe", "Very safe"])
    #expect(reading.unscored == ["Don't know", "Unfamiliar (N/A)"])
  }

  @Test("integers before the words are the levels' names, and missing ones are told")
  func numbers() throws {
    let reading = try #require(ScaleReading(["5 - Strongly agree", "1 - Strongly disagree", "4 - Agree"]))
    #expect(reading.numbers == [1, 4, 5])
    #expect(reading.remarks.count == 1)
  }

  @Test("a scale with an odd side may lack a level, which is told and not invented")
  func lopsided() throws {
    #expect(try #require(ScaleReading(["Strongly disagree", "Agree", "Strongly agree"])).remarks.count == 1)
    #expect(try #require(ScaleReading(["Very unsafe", "Unsafe", "Very safe"])).remarks.count == 1)
    #expect(try #require(ScaleReading(["Disagree", "Neutral", "Agree"])).remarks.isEmpty)
    #expect(try #require(ScaleReading(["Not at all safe", "Fairly safe", "Very safe"])).remarks.isEmpty)
  }

  @Test("never having done it is the lowest of frequencies, as a guess")
  func denial() throws {
    let reading = try #require(ScaleReading(["Daily", "I had not been using it", "Weekly", "Monthly"]))
    #expect(reading.scored == ["I had not been using it", "Monthly", "Weekly", "Daily"])
    #expect(!reading.remarks.isEmpty)
  }
}

@Suite("Numbers and ranges in order") struct OrderedNumbersTests {
  @Test(arguments: [
    "Less than 10|10 - 25|25 - 50|50 - 100|100 - 250|More than 500", "18-29|30-44|45-60|> 60", "1|2|3+",
    "$0 - $24,999|$25,000 - $49,999|$100,000 - $149,999|$150,000+", "Under 18|18 to 24|65 and over",
    "0-6 months ago|6 months - 1 year ago|More than 1 year ago", "Less than one year|One year or more",
    "None|1-2 times|3-5 times", "£10k|£20k", "-3|-1|0|2", "1st year|2nd year|3rd year",
    "Under 5 ft.|5'2\"|5'10\"|6'6\" and above",
  ])
  func order(_ labels: String) throws {
    let labels = labels.split(separator: "|").map(String.init)
    let values = labels.sorted().map { AnswerValues.Value(text: $0, count: 1) }
    #expect(OrderedNumbers.order(values) == labels)
  }

  @Test("other words stand behind, evasive ones last; with too many of them there is no order")
  func others() {
    let values = [("cc", 1), ("Prefer not to answer", 30), ("3", 50), ("1", 50)].map {
      AnswerValues.Value(text: $0.0, count: $0.1)
    }
    #expect(OrderedNumbers.order(values) == ["1", "3", "cc", "Prefer not to answer"])
    #expect(
      OrderedNumbers.order([AnswerValues.Value(text: "A", count: 9), AnswerValues.Value(text: "1", count: 1)])
        == nil)
  }
}
