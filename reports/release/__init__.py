"""A report as it may be released below its own marking: what is above is taken out of the outline, before anything is composed.

Nothing later ever sees what was taken out, so nothing of it can reach a file by way of the program. A scan of the finished files
then looks for it all the same: a writer may have said it twice.
"""
