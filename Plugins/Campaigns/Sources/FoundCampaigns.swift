import EngageAnalysis
import EngageText

/// A group of texts that are the same or nearly the same.
struct Campaign {
  /// The text that most of its responses have, word for word: what the others are compared with.
  var text: Int
  /// Positions of its texts and of its responses in the tally.
  var texts: [Int]
  var responses: [Int] = []
  var units = UnitCount()
  /// Responses that have ``text`` word for word.
  var copies: Set<Int> = []
  /// How many different texts it holds.
  var differentTexts = 0
  /// Of the text that is least like ``text``.
  var leastSimilarity = 1.0
  /// For putting groups of the same size in an order that does not depend on that of the responses.
  var letters: UInt64 = 0
}

/// The groups among all texts of a tally, the largest first.
struct FoundCampaigns {
  private(set) var campaigns: [Campaign] = []
  /// Responses that belong to any group.
  private(set) var responses = UnitCount()
  /// The groups, each counted once: as a form where any of its responses is one.
  private(set) var heads = UnitCount()

  init(in tally: CampaignTally, plan: CampaignPlan) {
    let roots = tally.texts.groups(atLeast: plan.similarity)
    var sizes = Array(repeating: Int32(0), count: roots.count)
    for root in roots { sizes[Int(root)] += 1 }
    var members: [Int32: [Int]] = [:]
    for (text, root) in roots.enumerated() where Int(sizes[Int(root)]) >= plan.smallestGroup {
      members[root, default: []].append(text)
    }
    campaigns = members.values.map { FoundCampaigns.campaign(of: $0, tally) }
      .filter { $0.responses.count >= plan.smallestGroup }
      .sorted { (-$0.responses.count, $0.letters) < (-$1.responses.count, $1.letters) }
    for response in Set(campaigns.flatMap(\.responses)) { responses.count(tally.units[response]) }
    for campaign in campaigns { heads.count(campaign.units.forms > 0 ? 0 : 1) }
  }

  private static func campaign(of texts: [Int], _ tally: CampaignTally) -> Campaign {
    let byLetters = Dictionary(grouping: texts) { tally.texts.letters[$0] }
    let responses = byLetters.mapValues { texts in Set(texts.map { Int(tally.responseOfText[$0]) }) }
    let letters = responses.min { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }?.key ?? 0
    let same = byLetters[letters] ?? texts
    let text = same.min { tally.texts.digests[$0] < tally.texts.digests[$1] } ?? texts[0]
    var campaign = Campaign(text: text, texts: texts)
    campaign.letters = letters
    campaign.copies = responses[letters] ?? []
    campaign.responses = Set(texts.map { Int(tally.responseOfText[$0]) }).sorted()
    for response in campaign.responses { campaign.units.count(tally.units[response]) }
    campaign.differentTexts = byLetters.count
    campaign.leastSimilarity = tally.texts.similarities(of: text, to: texts).min() ?? 1
    return campaign
  }

  /// How many responses there are if each group counts once.
  /// - Parameter all: responses with a text.
  func once(_ all: UnitCount) -> UnitCount { all - responses + heads }

  /// Its text, as it opens; of copies that differ in capitals or punctuation always the same one.
  func words(of campaign: Campaign, in tally: CampaignTally) -> String? {
    campaign.texts.filter { tally.texts.letters[$0] == campaign.letters }
      .compactMap { tally.opening(of: $0) }.min()
  }
}
