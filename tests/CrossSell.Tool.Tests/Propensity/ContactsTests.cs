using System.Globalization;
using System.Text;

namespace CrossSell.Tool.Tests.Propensity;

/// <summary>Contacts and what was declined, as facts of customers that the order of offers rests on.</summary>
public sealed class ContactsTests : IAsyncLifetime, IDisposable
{
    private const int Customers = 240;
    private static readonly DateTime s_start = new(2024, 1, 1);

    private readonly TempFolder _folder = new();
    private readonly StringBuilder _contacts = new("customer,channel,at,state\n");
    private readonly StringBuilder _answers = new("customer,product,at,answer\n");

    private string Purchases => _folder["purchases.csv"];

    private string Contacts => _folder["contacts.csv"];

    private string Answers => _folder["answers.csv"];

    private string Model => _folder["m.model"];

    // In every quarter some customers are contacted and buy something two months later that nobody else buys; the others buy what is usual, or decline without a contact.
    public Task InitializeAsync()
    {
        var purchases = new StringBuilder("customer,product,date\n");
        for (int customer = 0; customer < Customers; customer++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"c{customer:000}");
            Line(purchases, $"{id},start{customer % 4},{Day(customer % 20)}");
            for (int quarter = 1; quarter < 8; quarter++)
            {
                int day = (quarter * 90) + (customer % 30);
                int chance = customer * (quarter + 7) * 7919 % 101;
                if (chance % 2 == 0)
                {
                    Line(_contacts, $"{id},email,{Day(day)},sent");
                    Line(purchases, $"{id},asked{chance % 9},{Day(day + 60)}");
                }
                else
                {
                    Line(_answers, $"{id},asked1,{Day(day)},declined");
                    Line(purchases, $"{id},usual{chance % 9},{Day(day + 60)}");
                }
            }
        }

        _folder.Write("purchases.csv", purchases.ToString());
        _folder.Write("contacts.csv", _contacts.ToString());
        _folder.Write("answers.csv", _answers.ToString());
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_that_learned_from_contacts_asks_for_them_and_offers_by_them()
    {
        (await Fit("--contacts", Contacts, "--answers", Answers)).Succeeds();

        string with = (await Recommend("--contacts", Contacts, "--answers", Answers)).Succeeds().Output;
        ToolRun without = (await Recommend()).Succeeds();

        Assert.Contains("warning: the model learned from contacts as well; without --contacts nobody counts as contacted", without.Error, StringComparison.Ordinal);
        Assert.NotEqual(with, without.Output);
        Assert.DoesNotContain("c001", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Model)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contacts_make_the_order_of_a_judged_hybrid_better_and_those_after_the_cut_off_change_nothing()
    {
        string[] ask = ["evaluate", "--purchases", Purchases, "--cutoff", "2025-08-08", "--models", "hybrid", "--top", "3"];
        string later = _folder.Write("later.csv", _contacts + string.Concat(Enumerable.Range(0, Customers).Select(customer => $"c{customer:000},phone,2025-08-08,sent\n")));
        string laterAnswers = _folder.Write("later answers.csv", _answers + string.Concat(Enumerable.Range(0, Customers).Select(customer => $"c{customer:000},asked1,2025-08-08,declined\n")));

        string without = (await ToolRun.Of(ask)).Succeeds().Output;
        string with = (await ToolRun.Of([.. ask, "--contacts", Contacts, "--answers", Answers])).Succeeds().Output;
        string leaked = (await ToolRun.Of([.. ask, "--contacts", later, "--answers", laterAnswers])).Succeeds().Output;

        Assert.Equal(with, leaked);
        Assert.True(Ndcg(with) > 1.1 * Ndcg(without), $"NDCG@3 is {Ndcg(with)} with contacts and {Ndcg(without)} without.");
        Assert.NotEqual(with, without);

        static double Ndcg(string output) => double.Parse(output.Split('\n')[1].Split(',')[7], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Each_products_own_probability_learns_from_contacts_too()
    {
        (await Fit("--propensity", "--min-buyers", "10", "--horizon", "90", "--contacts", Contacts)).Succeeds();

        Assert.Contains("learned from contacts", (await Recommend()).Succeeds().Error, StringComparison.Ordinal);
        (await Recommend("--contacts", Contacts)).Succeeds();
    }

    [Fact]
    public async Task What_does_not_fit_is_one_clear_line()
    {
        string undated = _folder.Write("undated.csv", "customer,product\nc001,a\nc001,b\nc002,a\n");

        (await Fit("--answers", Answers)).Fails(ExitCode.Usage, "--answers belongs to --contacts, which is missing.");
        (await Fit("--contacts", Contacts, "--rules-only")).Fails(ExitCode.Usage, "--rules-only ranks by rules, and --contacts by probabilities");
        (await Fit("--contacts", "-", "--answers", "-")).Fails(ExitCode.Usage, "--contacts and --answers are both -");
        (await Fit("--contacts", _folder["none.csv"])).Fails(ExitCode.Failure, "none.csv");
        (await Fit("--contacts", _folder.Write("empty.csv", "customer,channel,at\n"))).Fails(ExitCode.Failure, "empty.csv", "has a header but no rows");
        (await Fit("--contacts", _folder.Write("bad.csv", "customer,channel,at\nc001,email,soon\n"))).Fails(ExitCode.Failure, "bad.csv, line 2", "'soon'");
        (await Fit("--contacts", _folder.Write("others.csv", "customer,channel,at\nx,email,2024-03-01\n"))).Fails(ExitCode.Failure, "none of the 1 customers of", "others.csv");
        (await ToolRun.Of("fit", "--purchases", undated, "--model", Model, "--contacts", Contacts)).Fails(ExitCode.Failure, "--contacts needs purchases with times");
        Assert.False(File.Exists(Model));
        (await ToolRun.Of("evaluate", "--purchases", Purchases, "--cutoff", "2025-08-08", "--models", "popularity", "--contacts", Contacts)).Fails(ExitCode.Usage, "--contacts is for the hybrid alone");
        (await Fit()).Succeeds();
        (await Recommend("--contacts", Contacts)).Fails(ExitCode.Failure, "learned from no contacts", "fit --contacts");
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Day(int day) => s_start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<ToolRun> Fit(params string[] more) => ToolRun.Of(["fit", "--purchases", Purchases, "--model", Model, "--no-timing", .. more]);

    private Task<ToolRun> Recommend(params string[] more) => ToolRun.Of(["recommend", "--model", Model, "--purchases", Purchases, .. more]);
}
