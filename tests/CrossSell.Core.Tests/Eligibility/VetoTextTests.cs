using System.Globalization;
using System.Reflection;
using CrossSell.Ledger;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.Eligibility;

public sealed class VetoTextTests
{
    private static readonly CultureInfo De = CultureInfo.GetCultureInfo("de-AT");

    private static Veto V(string code, DateTimeOffset? again = null, params (string, string)[] parameters) =>
        new() { Code = code, EligibleAgainAt = again, Parameters = [.. parameters.Select(p => new KeyValuePair<string, string>(p.Item1, p.Item2))] };

    [Theory]
    [InlineData("en", "The customer already owns it since 5 March 2024. Possible again from 14 August 2026, 08:30 UTC.")]
    [InlineData("en-US", "The customer already owns it since March 5, 2024. Possible again from August 14, 2026, 08:30 UTC.")]
    [InlineData("fr", "The customer already owns it since 5 March 2024. Possible again from 14 August 2026, 08:30 UTC.")]
    [InlineData("de-AT", "Der Kunde besitzt es bereits seit 05.03.2024. Wieder möglich ab 14.08.2026, 08:30 Uhr UTC.")]
    public void A_veto_is_whole_sentences_with_the_dates_of_the_language(string culture, string text) =>
        Assert.Equal(text, V(ReasonCodes.OwnedSame, T("2026-08-14T08:30Z"), ("since", "2024-03-05T12:00:00Z")).In(CultureInfo.GetCultureInfo(culture)));

    [Fact]
    public void Dates_are_told_in_the_customers_zone_and_whole_days_without_a_time()
    {
        Veto cap = V(ReasonCodes.ContactCap, T("2026-08-13T22:00Z"), ("limit", "2"), ("window", "30d")) with { RuleId = "monthly" };

        Assert.Equal("Das Limit von 2 je 30 Tage ist erreicht (monthly). Wieder möglich ab 14.08.2026.", cap.In(De, TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna")));
        Assert.Equal("Das Limit von 2 je 30 Tage ist erreicht (monthly). Wieder möglich ab 14.08.2026, 00:01 Uhr.", (cap with { EligibleAgainAt = T("2026-08-13T22:00:30Z") }).In(De, TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna")));
    }

    [Fact]
    public void Products_are_called_by_their_names()
    {
        var catalog = new ProductCatalog([new Product { Id = new("HH"), Name = new LocalizedText("Household").With("de", "Hausrat") }]);
        Veto veto = V(ReasonCodes.OwnedEquivalent, null, ("product", "HH"));

        Assert.Equal("Der Kunde besitzt das gleichwertige Produkt Hausrat.", veto.In(De, null, catalog));
        Assert.Equal("The customer owns the equivalent product Household.", veto.In(CultureInfo.InvariantCulture, null, catalog));
        Assert.Equal("The customer owns the equivalent product HH.", veto.In(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(ReasonCodes.VolumeOfProduct, "product:P", "2026-W10", "0", "The product volume product:P of 2026-W10 has 0 left; 2 would be needed.", "Im Produktkontingent product:P für 2026-W10 sind 0 übrig; nötig wären 2.")]
    [InlineData(ReasonCodes.VolumeOfOther, "letters", "", "undefined", "The volume letters is not defined.", "Das Kontingent letters ist nicht festgelegt.")]
    public void Volumes_say_what_is_left(string code, string volume, string period, string left, string english, string german)
    {
        Veto veto = V(code, null, ("volume", volume), ("period", period), ("asked", "2"), ("left", left));

        Assert.Equal((english, german), (veto.In(CultureInfo.InvariantCulture), veto.In(De)));
    }

    [Fact]
    public void Every_code_has_a_sentence_of_its_own_in_both_languages()
    {
        string[] codes = [.. typeof(ReasonCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];
        foreach (CultureInfo culture in new[] { De, CultureInfo.InvariantCulture })
        {
            string[] texts = [.. codes.Select(c => V(c.EndsWith('.') ? c + "X" : c, null, ("product", "p"), ("channel", "phone"), ("since", "2024-03-05T12:00:00Z"), ("reason", "Price")).In(culture))];

            Assert.Equal(codes.Length, texts.Distinct().Count());
            Assert.All(texts, t => Assert.Matches(@"^[A-ZÄÖÜ].* .*\.$", t));
        }
    }
}
