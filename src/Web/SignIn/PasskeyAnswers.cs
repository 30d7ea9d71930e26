using Xtablo.Web.Limits;

namespace Xtablo.Web.SignIn;

/// <summary>Which questions have had their answer: one that was overheard opens nothing a second time on this node.</summary>
internal sealed class PasskeyAnswers(TimeProvider time)
{
    private readonly SlidingWindow _answers = new(time, 1, TimeSpan.FromMinutes(6)); // longer than any question is good for

    public bool IsFirst(string question) => _answers.Take(question) is null;
}
