namespace CrossSell.Benchmarks.Tables;

/// <summary>
/// CPU seconds of other miners, whole process with reading, as measured once on a machine of the same kind with two cores. They are recorded here, not measured
/// again: the programs are not part of this repository.
/// </summary>
internal static class PeerTimes
{
    /// <summary>Below this a process mostly starts and ends; such rows are stated and nothing is claimed from them.</summary>
    public const double StatedOnlyBelow = 0.5;

    public static readonly string[] Libraries = ["SPMF (best)", "mlxtend fpgrowth", "mlxtend hmine", "efficient-apriori", "arules apriori", "arules eclat"];

    public static readonly string[] Programs = ["LCM v3", "LCM v2", "kDCI++", "Borgelt eclat", "Borgelt fpgrowth", "Borgelt apriori"];

    public static readonly string[] RuleMiners = ["arules, rules", "efficient-apriori"];

    public static readonly string[] ShortMiners = ["Borgelt apriori", "Borgelt eclat", "Borgelt fpgrowth"];

    /// <summary>All itemsets, counted.</summary>
    public static readonly IReadOnlyList<PeerRow> Itemsets =
    [
        new("groceries", 99, 333, [null, 0.9, 1.0, 0.1, 2.3, 2.2], []),
        new("groceries", 10, 13_492, [null, 1.4, 4.2, 1.1, 2.3, 2.3], []),
        new("retail", 441, 580, [null, 10.2, 5.5, 1.4, 12.6, 12.2], [0.031, 0.039, 0.043, 0.085, 0.080, 0.099]),
        new("retail", 89, 7_589, [3.36, 14.0, 19.9, 21.2, 13.0, 17.0], [0.083, 0.100, 0.114, 0.141, 0.215, 0.172]),
        new("retail", 45, 19_242, [], [0.156, 0.136, 0.210, 0.212, 0.274, 0.256]),
        new("retail", 9, 240_852, [6.16], [0.263, 0.321, 1.525, 0.329, 0.438, 1.227]),
        new("T10I4D100K", 1000, 385, [null, 6.6, 3.3, 6.9, 15.0, 16.9], [0.087, 0.160, 0.055, 0.114, 0.184, 0.076]),
        new("T10I4D100K", 100, 27_532, [3.15, 10.2, 13.8, 21.2, 14.3, 15.9], [0.205, 0.231, 0.337, 0.210, 0.298, 0.330]),
        new("T10I4D100K", 20, 129_875, [], [0.393, 0.321, 1.563, 0.286, 0.456, 0.952]),
        new("kosarak36k", 367, 395, [null, 5.6, 4.7, 0.4, 5.3, 5.7], [0.010, 0.013, 0.017, 0.031, 0.036, 0.036]),
        new("kosarak36k", 74, 14_762, [1.45], [0.021, null, 0.045, 0.047, 0.052, 0.070]),
        new("accidents15k", 7612, 5_480, [null, 1.8, 11.7, 23.2, 3.9, 3.6], [0.010, 0.030, null, 0.034, 0.021, null]),
        new("accidents15k", 4568, 93_204, [1.51], [0.025, 0.094, null, 0.109, 0.038, null]),
        new("online_retail", 208, 1_840, [null, 7.6, 3.2, 4.2, 4.8, 5.4], [0.062, 0.058, 0.051, 0.057, 0.125, 0.056]),
        new("online_retail", 63, 174_131, [6.63], [0.383, 0.323, 0.501, 0.314, 0.602, 1.120]),
        new("T40I10D100K_regen", 1000, 42_826, [], [2.132, 2.245, 1.248, 1.932, 6.116, 2.150]),
    ];

    /// <summary>All itemsets, written to a file.</summary>
    public static readonly IReadOnlyList<PeerRow> Written =
    [
        new("mushroom", 813, 574_431, [], [0.032, 0.049, null, 0.037, 0.028, null]),
        new("chess", 1918, 254_944, [], [0.019, 0.031, null, 0.034, 0.019, null]),
    ];

    /// <summary>Rules with confidence 0.5 and one consequent, written to a file.</summary>
    public static readonly IReadOnlyList<PeerRow> Rules =
    [
        new("groceries", 99, null, [2.2, 0.1], []),
        new("groceries", 10, null, [2.2, 1.1], []),
        new("retail", 441, null, [13.3, 1.4], []),
        new("retail", 89, null, [13.7, 21.2], []),
        new("T10I4D100K", 1000, null, [13.1, 6.9], []),
        new("T10I4D100K", 100, null, [15.3, 21.2], []),
        new("kosarak36k", 367, null, [6.5, 0.4], []),
        new("online_retail", 208, null, [4.8, 4.2], []),
        new("accidents15k", 7612, null, [null, 23.2], []),
    ];

    /// <summary>Itemsets of two items at most, or of three, counted.</summary>
    public static readonly IReadOnlyList<(int MaxLength, PeerRow Row)> Short =
    [
        (2, new("retail", 89, null, [], [0.153, 0.179, 0.255])),
        (2, new("retail", 9, null, [], [0.556, 0.280, 0.449])),
        (2, new("T10I4D100K", 100, null, [], [0.073, 0.193, 0.273])),
        (2, new("online_retail", 20, null, [], [0.131, 0.459, 0.773])),
        (3, new("retail", 89, null, [], [0.163, 0.204, 0.267])),
        (3, new("retail", 9, null, [], [0.901, 0.298, 0.457])),
        (3, new("T10I4D100K", 100, null, [], [0.155, 0.197, 0.301])),
    ];
}
