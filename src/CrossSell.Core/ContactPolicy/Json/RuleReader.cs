using System.Text.Json;
using CrossSell.Ledger;

namespace CrossSell.ContactPolicy;

/// <summary>Reads one limit on contacts from a policy's JSON.</summary>
internal static class RuleReader
{
    private const string LimitExpected = "a whole number, 0 for none allowed (to have no rule, leave the rule out)";

    /// <summary>The rule; null when it is none, which was noted.</summary>
    public static ContactRule? Read(PolicyNode node)
    {
        if (node.Members("id", "version", "limit", "window", "minGap", "unit", "subject", "match", "alsoCounted", "headroom", "onHit") is not { } members)
        {
            return null;
        }

        string? id = members.TryGetValue("id", out PolicyNode idNode) ? idNode.Text() : null;
        string version = members.TryGetValue("version", out PolicyNode versionNode) ? versionNode.Text() : "1";
        ContactRule rule = members.TryGetValue("minGap", out PolicyNode gap) ? MinGap(gap, members) : Limited(node, members);
        rule = members.TryGetValue("match", out PolicyNode match) ? rule.About(Match(match)) : rule;
        rule = members.TryGetValue("unit", out PolicyNode unit) ? rule.Counting(unit.Choice<CountUnit>()) : rule;
        rule = members.TryGetValue("subject", out PolicyNode subject) ? Per(rule, subject.Choice<SubjectKind>()) : rule;
        rule = members.TryGetValue("alsoCounted", out PolicyNode states) ? AlsoCounting(rule, states) : rule;
        rule = members.TryGetValue("headroom", out PolicyNode headroom) ? Reserving(rule, headroom) : rule;
        rule = members.TryGetValue("onHit", out PolicyNode onHit) ? rule.Then(OnHit(onHit)) : rule;
        return rule.Named(id ?? rule.Id, version);
    }

    public static ContactMatch Match(PolicyNode node)
    {
        ContactMatch match = ContactMatch.OutboundMarketing;
        return node.Members("directions", "purposes", "channels", "campaigns", "categories", "tags", "classes") is not { } members ? match : match with
        {
            Directions = members.TryGetValue("directions", out PolicyNode directions) ? directions.Choices<ContactDirection>() : match.Directions,
            Purposes = members.TryGetValue("purposes", out PolicyNode purposes) ? purposes.Choices<ContactPurpose>() : match.Purposes,
            Channels = Texts(members, "channels"),
            Campaigns = Texts(members, "campaigns"),
            Categories = Texts(members, "categories"),
            Tags = Texts(members, "tags"),
            Classes = Texts(members, "classes"),
        };
    }

    public static HitAction OnHit(PolicyNode node)
    {
        if (node.Value.ValueKind == JsonValueKind.Object)
        {
            return node.Members("deferWithin") is { Count: 1 } members ? HitAction.DeferWithin(members["deferWithin"].Duration()) : HitAction.Suppress;
        }

        switch (node.Value.ValueKind == JsonValueKind.String ? node.Value.GetString() : null)
        {
            case "suppress":
                return HitAction.Suppress;
            case "tryOtherChannel":
                return HitAction.TryOtherChannel;
            default:
                node.Fail("suppress, tryOtherChannel or {\"deferWithin\": \"14d\"}");
                return HitAction.Suppress;
        }
    }

    private static ContactRule MinGap(PolicyNode gap, Dictionary<string, PolicyNode> members)
    {
        Refuse("limit");
        Refuse("window");
        return ContactRule.MinGap(gap.Duration());

        void Refuse(string other)
        {
            if (members.TryGetValue(other, out PolicyNode node))
            {
                node.Fail($"nothing, for a rule with minGap has no {other}");
            }
        }
    }

    private static ContactRule Limited(PolicyNode node, Dictionary<string, PolicyNode> members)
    {
        ContactLimit limit = Limit(node.Needed(members, "limit", LimitExpected));
        return limit.Over(Window(node.Needed(members, "window", "a window such as {\"rolling\": \"30d\"}")));
    }

    private static ContactLimit Limit(PolicyNode node)
    {
        if (node.Value.ValueKind != JsonValueKind.Object)
        {
            return ContactRule.AtMost(node.Number(0, int.MaxValue, LimitExpected));
        }

        KeyValuePair<string, int>[] byClass = [.. (node.Members() ?? []).Select(m => new KeyValuePair<string, int>(m.Key, m.Value.Number(0, int.MaxValue, LimitExpected)))];
        if (byClass.Length > 0 && byClass.All(c => !string.IsNullOrWhiteSpace(c.Key)))
        {
            return ContactRule.AtMost(byClass);
        }

        node.Fail("a limit for each class, such as {\"A\": 8, \"B\": 6}");
        return ContactRule.AtMost(0);
    }

    private static ContactWindow Window(PolicyNode node)
    {
        if (node.Value.ValueKind == JsonValueKind.Object && node.Members("rolling", "calendarDays", "calendar") is { Count: 1 } members)
        {
            (string kind, PolicyNode value) = members.Single();
            return kind switch
            {
                "rolling" => ContactWindow.Rolling(value.Duration()),
                "calendarDays" => ContactWindow.CalendarDays(value.Number(1, 36_525, "a number of days from 1 to 36525")),
                _ => ContactWindow.Calendar(value.Choice<CalendarPeriod>()),
            };
        }

        switch (node.Value.ValueKind == JsonValueKind.String ? node.Value.GetString() : null)
        {
            case "lifetime":
                return ContactWindow.Lifetime;
            case "perCampaign":
                return ContactWindow.PerCampaign;
            case "perOffer":
                return ContactWindow.PerOffer;
            default:
                node.Fail("lifetime, perCampaign, perOffer, {\"rolling\": \"30d\"}, {\"calendarDays\": 7} or {\"calendar\": \"month\"}");
                return ContactWindow.Lifetime;
        }
    }

    private static ContactRule Per(ContactRule rule, SubjectKind subject) => subject switch
    {
        SubjectKind.Household => rule.PerHousehold(),
        SubjectKind.Account => rule.PerAccount(),
        _ => rule,
    };

    private static ContactRule AlsoCounting(ContactRule rule, PolicyNode node)
    {
        var states = new List<ContactState>();
        foreach (PolicyNode item in node.Items())
        {
            ContactState state = item.Choice<ContactState>();
            if (state >= ContactState.Released)
            {
                item.Fail("a state in which a contact came about, such as bounced or noAnswer");
            }
            else
            {
                states.Add(state);
            }
        }

        return rule.AlsoCounting([.. states]);
    }

    private static ContactRule Reserving(ContactRule rule, PolicyNode node) => node.Members("priority", "slots") is { } members
        ? rule.ReservingForPriority(
            node.Needed(members, "priority", "the least priority that may take the kept slots").Number(int.MinValue, int.MaxValue, "a whole number"),
            Math.Max(1, node.Needed(members, "slots", "how many slots are kept").Number(1, int.MaxValue, "a whole number, 1 or more")))
        : rule;

    private static IReadOnlyList<string> Texts(Dictionary<string, PolicyNode> members, string name) => members.TryGetValue(name, out PolicyNode texts) ? texts.Texts() : [];
}
