using CrossSell.Tests;

namespace CrossSell.ML.Tests;

/// <summary>The public tables as a user reads them; shared/data/propensity/README.md tells the splits.</summary>
internal static class PublicTables
{
    public const string Bank = "propensity/bank-marketing/bank-full.csv.gz";
    public const string BankSplit = "propensity/bank-marketing/split.csv.gz";

    public static (LabeledCustomers Train, LabeledCustomers Test) CoIL()
    {
        var options = new CsvCustomerOptions { HasHeader = false, Columns = { Label = "V86" } };
        LabeledCustomers train = CsvCustomers.LoadLabeled(SharedData.PathOf(Coil.Training), options);
        CustomerTable test = CsvCustomers.Load(SharedData.PathOf(Coil.Evaluation), new CsvCustomerOptions { HasHeader = false });
        return (train, new LabeledCustomers(test, Coil.Evaluate().Labels));
    }

    public static (LabeledCustomers Train, LabeledCustomers Test) BankMarketing(bool temporal)
    {
        var options = new CsvCustomerOptions { Columns = { Label = "y" } };
        options.Columns.Ignored.Add("duration");
        LabeledCustomers bank = CsvCustomers.LoadLabeled(SharedData.PathOf(Bank), options);
        using StreamReader text = SharedData.OpenText(BankSplit);
        string[][] split = [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Trim('\r').Split(','))];
        int column = temporal ? 2 : 1;
        int[] test = [.. Enumerable.Range(0, split.Length).Where(row => split[row][column] == "1")];
        int[] train = [.. Enumerable.Range(0, split.Length).Where(row => split[row][column] == "0")];
        return (bank.Select(train), bank.Select(test));
    }
}
