import EngageTesting
import Foundation
import Testing

/// A crosstab of real answers with what pandas and SciPy made of it.
struct ExpectedCrosstab: Decodable, CustomTestStringConvertible {
  var name = ""
  let n: Double
  let table: [[Int]]
  let chi2: Double
  let dof: Int
  let p: Double
  let cramersV: Double
  let fisherP: Double?

  var testDescription: String { name }

  private enum CodingKeys: String, CodingKey { case n, table, chi2, dof, p, cramersV, fisherP }

  static var isAvailable: Bool { !all.isEmpty }

  static let all: [ExpectedCrosstab] = {
    struct Expected: Decodable { let crosstabs: [String: ExpectedCrosstab]? }
    guard let folder = RepositoryFolder.shared("data") else { return [] }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let sets = [
      "surveymonkey-steak", "surveymonkey-star-wars", "surveymonkey-weather", "limesurvey-rse-us-2017",
      "googleforms-jupyter-education-2016", "nhs-phase1-labelled",
    ]
    return sets.flatMap { set -> [ExpectedCrosstab] in
      let file = URL(filePath: folder).appending(path: "\(set)/expected.json")
      guard let data = try? Data(contentsOf: file),
        let expected = try? decoder.decode(Expected.self, from: data)
      else {
        print("SKIPPED: the crosstabs of \(set) can't be read")
        return []
      }
      return (expected.crosstabs ?? [:]).sorted { $0.key < $1.key }.map { name, crosstab in
        var crosstab = crosstab
        crosstab.name = "\(set): \(name)"
        return crosstab
      }
    }
  }()
}
