using System.Text.Json;

namespace CrossSell.Testing.Files;

/// <summary>Planted rules as the array <c>rules</c> of a <c>truth.json</c>.</summary>
internal static class RuleJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<PlantedRule> rules)
    {
        json.WriteStartArray("rules");
        foreach (PlantedRule rule in rules)
        {
            json.WriteStartObject();
            json.WriteStartArray("antecedents");
            foreach (string antecedent in rule.Antecedents)
            {
                json.WriteStringValue(antecedent);
            }

            json.WriteEndArray();
            json.WriteString("consequent", rule.Consequent);
            json.WriteNumber("confidence", rule.Confidence);
            json.WriteNumber("base_probability", rule.BaseProbability);
            if (rule.Support is { } support)
            {
                json.WriteNumber("support", support);
            }

            if (rule.Lift is { } lift)
            {
                json.WriteNumber("lift", lift);
            }

            json.WriteNumber("same_day_share", rule.SameDayShare);
            json.WriteNumber("max_delay_days", rule.MaxDelayDays);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
