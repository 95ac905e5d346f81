namespace Microsoft.ML.Saliency.Tests;

/// <summary>Assertions about what is refused and about the message that says why.</summary>
internal static class RefusalAssertions
{
    extension(Assert)
    {
        /// <summary>Checks that an action throws exactly this exception, with a message that contains all parts.</summary>
        public static TException ThrowsWith<TException>(Action action, params string[] parts)
            where TException : Exception => Check(Assert.ThrowsExactly<TException>(action), parts);

        /// <summary>Checks that a function throws exactly this exception, with a message that contains all parts.</summary>
        public static TException ThrowsWith<TException>(Func<object?> function, params string[] parts)
            where TException : Exception => Check(Assert.ThrowsExactly<TException>(function), parts);
    }

    private static TException Check<TException>(TException exception, string[] parts)
        where TException : Exception
    {
        foreach (string part in parts)
        {
            Assert.Contains(part, exception.Message);
        }

        return exception;
    }
}
