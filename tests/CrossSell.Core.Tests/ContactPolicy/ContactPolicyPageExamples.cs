using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tests.ContactPolicy;

/// <summary>The code of docs/contact-policy.md.</summary>
public sealed class ContactPolicyPageExamples
{
    private static PolicySet House()
    {
        #region policy
        PolicySet policy = new PolicySetBuilder("house", "2026-03") { OrganizationZone = "Europe/Berlin", Permissions = PermissionRules.GermanConsumers }
            .Add(ContactRule.AtMost(2).Within(TimeSpan.FromDays(30)).Named("monthly"))
            .Add(ContactRule.MinGap(TimeSpan.FromHours(48)).By("phone").Then(HitAction.TryOtherChannel))
            .Add(ContactRule.AtMost([new("A", 8), new("B", 6), new("C", 2)]).InEach(CalendarPeriod.Year).PerHousehold().Named("yearly by class"))
            .Add(new QuietHours("evenings") { Intervals = [new QuietInterval(new TimeOnly(20, 0), new TimeOnly(8, 0))] })
            .Build();
        #endregion
        return policy;
    }

    [Fact]
    public void The_policy_of_the_page_judges_and_advises()
    {
        PolicySet policy = House();
        AdmissionContext context = Cases.Context(Cases.Contact(Cases.T("2026-03-10T10:00Z"), "Europe/Berlin"), Cases.Contact(Cases.T("2026-03-09T10:00Z"), "Europe/Berlin"));

        #region judge
        Admission admission = policy.Admit(context);
        foreach (Veto veto in admission.Vetoes)
        {
            Console.WriteLine(veto.In(System.Globalization.CultureInfo.GetCultureInfo("de")));
        }

        DateTimeOffset? earliest = policy.EarliestAllowed(context);
        ContactAdvice advice = policy.Advise(context, otherChannels: ["letter"]);
        #endregion

        Assert.Equal(["CNS.NO_OPTIN", "GAP"], admission.Vetoes.Select(v => v.Code));
        Assert.Equal(Cases.T("2026-03-11T10:00Z"), earliest);
        Assert.Equal(ContactAdviceKind.Suppress, advice.Kind);
    }

    [Fact]
    public void The_json_of_the_page_is_a_policy()
    {
        string page = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "contact-policy.md"));
        string json = page.Split("```json\n")[1].Split("```")[0];

        PolicySet policy = PolicySet.FromJson(json, "docs/contact-policy.md");

        Assert.Equal(3, policy.Rules.Count);
        Assert.Equal(policy.Hash, PolicySet.FromJson(policy.ToJson()).Hash);
    }
}
