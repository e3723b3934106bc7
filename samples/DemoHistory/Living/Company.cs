using DemoHistory.Clients;

namespace DemoHistory.Living;

/// <summary>Is the staff of an instance: who is active and who was, and what became of whom so far.</summary>
internal sealed class Company(ClientPlot plot, Dice dice)
{
    private const string IsBaseline = "baseline";
    private const string IsReconciled = "reconciled";
    private const int HalfAnHour = 30 * 60 * 1000;

    private readonly People _people = new(plot, dice);
    private readonly List<Person> _active = [];
    private readonly List<Person> _gone = [];
    private readonly List<LivedActivity> _lived = [];

    /// <summary>Gets what became of whom, by date.</summary>
    public IEnumerable<LivedActivity> Lived => _lived.OrderBy(static one => one.Date);

    /// <summary>Counts those who are there when reporting begins.</summary>
    public void Begin(WorkingDay day)
    {
        var moment = day.Moment();
        for (var number = 0; number < plot.Baseline; number++)
        {
            Add(_people.Next(), moment, IsBaseline);
        }
        for (var number = 0; number < plot.Untold; number++)
        {
            _active.Add(_people.Next());
        }
    }

    public void Join(WorkingDay day, int users) => Repeat(users, () => Add(_people.Next(), day.Moment()));

    public void Leave(WorkingDay day, int users) =>
        Repeat(Math.Min(users, _active.Count), () => Remove(Take(_active), day.Moment()));

    /// <summary>Lets those come back who went; where there are none, new ones come if that is allowed.</summary>
    public void Return(WorkingDay day, int users, bool orNew = false)
    {
        for (var number = 0; number < users; number++)
        {
            if (_gone.Count > 0)
            {
                Add(Take(_gone), day.Moment());
            }
            else if (orNew)
            {
                Add(_people.Next(), day.Moment());
            }
        }
    }

    /// <summary>Removes many and has them back within the hour.</summary>
    public void Reorganise(WorkingDay day, int users)
    {
        var some = Some(users);
        foreach (var person in some)
        {
            var moment = day.Moment();
            _lived.Add(new LivedActivity(person, Added: false, moment));
            _lived.Add(new LivedActivity(person, Added: true, moment.AddMilliseconds(1 + dice.Below(HalfAnHour))));
        }
    }

    /// <summary>Tells once more of some who are active.</summary>
    public void Repeat(WorkingDay day, int users)
    {
        var moment = day.Moment();
        _lived.AddRange(Some(users).Select(one => new LivedActivity(one, Added: true, moment, IsReconciled)));
    }

    private List<Person> Some(int users)
    {
        var left = new List<Person>(_active);
        var some = new List<Person>();
        Repeat(Math.Min(users, left.Count), () => some.Add(Take(left)));
        return some;
    }

    private Person Take(List<Person> people)
    {
        var index = dice.Below(people.Count);
        var person = people[index];
        people[index] = people[^1];
        people.RemoveAt(people.Count - 1);
        return person;
    }

    private void Add(Person person, DateTimeOffset date, string? origin = null)
    {
        _active.Add(person);
        _lived.Add(new LivedActivity(person, Added: true, date, origin));
    }

    private void Remove(Person person, DateTimeOffset date)
    {
        _gone.Add(person);
        _lived.Add(new LivedActivity(person, Added: false, date));
    }

    private static void Repeat(int times, Action act)
    {
        for (var time = 0; time < times; time++)
        {
            act();
        }
    }
}
