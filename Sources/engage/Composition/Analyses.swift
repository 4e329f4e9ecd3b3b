import Attendance
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
    Attendance.self, Frequencies.self, Scales.self, Crosstab.self, ThemeCounts.self,
    EqualityProfile.self, Weights.self,
  ])
}
