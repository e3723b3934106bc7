using System.Globalization;
using DemoHistory.Clients;

namespace DemoHistory.Living;

/// <summary>Makes the people of an instance, each of them another one.</summary>
internal sealed class People(ClientPlot plot, Dice dice)
{
    private const int Hundred = 100;

    private static readonly string[] FirstNames =
    [
        "Aiko",
        "Amara",
        "Anders",
        "Anika",
        "Arjun",
        "Astrid",
        "Beatriz",
        "Caleb",
        "Chidi",
        "Clara",
        "Daniela",
        "Deepa",
        "Elias",
        "Emeka",
        "Farah",
        "Freya",
        "Goran",
        "Hana",
        "Hugo",
        "Ines",
        "Ivan",
        "Jonas",
        "Kavya",
        "Kofi",
        "Leila",
        "Luca",
        "Maren",
        "Mateo",
        "Mei",
        "Nadia",
        "Niamh",
        "Noor",
        "Olga",
        "Omar",
        "Paula",
        "Priya",
        "Rafael",
        "Rosa",
        "Sanna",
        "Sean",
        "Tariq",
        "Tomas",
        "Uma",
        "Vera",
        "Wanda",
        "Yusuf",
        "Zoe",
    ];

    private static readonly string[] LastNames =
    [
        "Abara",
        "Aguilar",
        "Andersen",
        "Bakker",
        "Banerjee",
        "Berg",
        "Castillo",
        "Chen",
        "Dahl",
        "Diallo",
        "Duarte",
        "Evans",
        "Farkas",
        "Fischer",
        "Gallagher",
        "Haddad",
        "Hansen",
        "Iyer",
        "Jansen",
        "Kaya",
        "Keller",
        "Kimura",
        "Kowalski",
        "Larsen",
        "Lopez",
        "Marin",
        "Mensah",
        "Murphy",
        "Novak",
        "Okoro",
        "Olsen",
        "Park",
        "Pereira",
        "Rao",
        "Reyes",
        "Salim",
        "Sato",
        "Schmid",
        "Singh",
        "Tanaka",
        "Torres",
        "Vargas",
        "Weber",
        "Yilmaz",
        "Zhang",
    ];

    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private int _last;

    public Person Next()
    {
        var first = FirstNames[dice.Below(FirstNames.Length)];
        var last = LastNames[dice.Below(LastNames.Length)];
        var key = (++_last).ToString("D6", CultureInfo.InvariantCulture);
        return new Person(first, last, Address($"{first}.{last}", Domain()), Person.SubjectOf(plot.Instance, key));
    }

    private string Domain()
    {
        var lot = dice.Below(Hundred);
        foreach (var domain in plot.Domains)
        {
            lot -= domain.Share;
            if (lot < 0)
            {
                return domain.Name;
            }
        }
        return plot.Domains[0].Name;
    }

    // The second of one name has a number.
    private string Address(string name, string domain)
    {
        for (var number = 1; ; number++)
        {
            var address = string.Create(
                CultureInfo.InvariantCulture,
                $"{name.ToLowerInvariant()}{(number == 1 ? "" : number)}@{domain}"
            );
            if (_addresses.Add(address))
            {
                return address;
            }
        }
    }
}
