import Attendance
import BeforeAfter
import Coding
import Crosstab
import EngageAnalysis
import EqualityProfile
import Frequencies
import Scales
import ThemeCounts
import Weights

/// Every analysis that is compiled in, in the order in which they are listed.
enum Analyses {
  static let registry = AnalysisRegistry([
    Attendance.self, Frequencies.self, Scales.self, Crosstab.self, BeforeAfter.self, ThemeCounts.self,
    Coding.self, EqualityProfile.self, Weights.self,
  ])
}
