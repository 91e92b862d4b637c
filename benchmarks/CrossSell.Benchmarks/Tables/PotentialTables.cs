namespace CrossSell.Benchmarks.Tables;

/// <summary>The tables of docs/potential.md.</summary>
internal static class PotentialTables
{
    /// <param name="folder">The folder of public data; a set that is not there is left out.</param>
    /// <param name="page">The page.</param>
    public static void Write(string folder, string page)
    {
        string purchases = Path.Combine(folder, "purchases", "online-retail", "transactions.csv.gz");
        if (File.Exists(purchases))
        {
            DateTime[] ends = [new DateTime(2011, 9, 10), new DateTime(2011, 12, 10)];
            var holdOut = new HoldOutTable(purchases);
            PerformancePage.Write(page, "holdout", holdOut.Make(ends));
            PerformancePage.Write(page, "leaving", holdOut.Rules(ends));
        }

        (string tenths, string rules) = AliveTable.Make();
        PerformancePage.Write(page, "alive", tenths);
        PerformancePage.Write(page, "rules", rules);
        PerformancePage.Write(page, "space", SpaceTable.Make(100_000, 1_000_000));
        PerformancePage.Write(page, "cards", new CardTable(folder).Make());
    }
}
